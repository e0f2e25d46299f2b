package io.pagewalk.samples.export.output;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/** A Parquet file that is being written. It can be read only when it is finished. */
final class ParquetPart {

  /** Rows are held in memory until they are so many bytes; a quarter of a MB is a good page. */
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private static final int PAGE_BYTES = 256 << 10;

  /** Rows may grow on the way: what an analysis found is a hundred times what else is in a row. */
  private static final int MOST_ROWS_BETWEEN_CHECKS_OF_SIZE = 1_000;

  private final Path file;
  private final Durable disk;
  private final Shape shape;
  private final FileChannel channel;
  private final SummedStream summed;
  private final ParquetWriter<ParquetRow> writer;
  private long rows;

  /**
   * @param file must not be there
   */
  ParquetPart(Path file, Shape shape, Durable disk) {
    this.disk = disk;
    this.file = file;
    this.shape = shape;
    try {
      this.channel = FileChannel.open(file, CREATE_NEW, WRITE);
      this.summed =
          new SummedStream(
              new BufferedOutputStream(Channels.newOutputStream(channel)), 0, new CRC32C());
      this.writer = new Builder(new SummedFile(summed), shape).build();
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  private OutputException failure(IOException cause) {
    return OutputException.cannotWrite(file.toString(), cause);
  }

  void write(ParquetRow row) {
    refuseWithoutRequired(row);
    try {
      writer.write(row);
      rows++;
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  /** Such a row would make the file one that cannot be read. */
  private void refuseWithoutRequired(ParquetRow row) {
    for (int i = 0; i < shape.columns().size(); i++) {
      Column column = shape.columns().get(i);
      if (column.required() && row.value(i) == null) {
        throw OutputException.cannotWrite(
            file.toString(),
            "a row has no " + column.name() + ", which every row must have",
            "--format ndjson or csv, which take it",
            null);
      }
    }
  }

  long rows() {
    return rows;
  }

  /** Makes a whole file of it, and forces that to the disk. */
  Part finish() {
    try (channel) {
      writer.close();
      disk.force(channel);
      return new Part(rows, summed.extent());
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  /** Leaves it as it is: without its end it is no Parquet file. */
  void drop() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Nothing of it is wanted.
    }
  }

  private static final class Builder extends ParquetWriter.Builder<ParquetRow, Builder> {
    private final MessageType schema;

    Builder(OutputFile file, Shape shape) {
      super(file);
      this.schema = RowSchema.of(shape);
      // Parquet's own configuration and files, and a codec of ours: nothing of Hadoop is run.
      withConf(new PlainParquetConfiguration());
      withCodecFactory(new ZstdCodec());
      withCompressionCodec(CompressionCodecName.ZSTD);
      withRowGroupSize(ROW_GROUP_BYTES);
      withPageSize(PAGE_BYTES);
      withMaxRowCountForPageSizeCheck(MOST_ROWS_BETWEEN_CHECKS_OF_SIZE);
      if (!shape.key().isEmpty()) {
        // Few of the last part of a key are the same, so a dictionary would be made in vain.
        withDictionaryEncoding(shape.key().get(shape.key().size() - 1), false);
      }
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // It is abstract, so it must be here; the other one is called.
    protected WriteSupport<ParquetRow> getWriteSupport(Configuration hadoop) {
      return new RowWriteSupport(schema);
    }

    @Override
    protected WriteSupport<ParquetRow> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriteSupport(schema);
    }
  }

  /**
   * The file for Parquet, which must not close it: it is forced to the disk after its last byte.
   */
  private record SummedFile(SummedStream stream) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Positioned(stream);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Positioned extends PositionOutputStream {
    private final SummedStream stream;

    Positioned(SummedStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() {
      return stream.extent().bytes();
    }

    @Override
    public void write(int b) throws IOException {
      stream.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      stream.flush();
    }
  }
}
