package io.pagewalk.samples.export.output;

import com.github.luben.zstd.RecyclingBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.codec.ZstdDecompressorStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Reads Parquet files with Parquet's own reader. */
public final class ParquetFiles {

  private ParquetFiles() {}

  /** The names of what is in a directory, in order. */
  public static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The rows of all part files of a directory. */
  public static List<Map<String, Object>> rowsIn(Path directory) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String name : names(directory)) {
      rows.addAll(rows(directory.resolve(name)));
    }
    return rows;
  }

  /** Texts as such, times as milliseconds; what is null is not in the row. */
  public static List<Map<String, Object>> rows(Path file) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      PageReadStore rowGroup;
      while ((rowGroup = reader.readNextRowGroup()) != null) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(rowGroup, new GroupRecordConverter(schema));
        for (long i = 0; i < rowGroup.getRowCount(); i++) {
          rows.add(row(records.read(), schema));
        }
      }
    }
    return rows;
  }

  private static Map<String, Object> row(Group record, MessageType schema) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Type field : schema.getFields()) {
      String name = field.getName();
      if (record.getFieldRepetitionCount(name) > 0) {
        boolean time = field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        row.put(name, time ? (Object) record.getLong(name, 0) : record.getString(name, 0));
      }
    }
    return row;
  }

  /** What the end of a file says. */
  static ParquetMetadata footer(Path file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return reader.getFooter();
    }
  }

  private static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Codecs())
            .usePageChecksumVerification()
            .build());
  }

  /** Parquet's own stream of Zstandard, without Hadoop's way of making it. */
  private static final class Codecs
      implements CompressionCodecFactory, CompressionCodecFactory.BytesInputDecompressor {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("only for reading");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      if (codec != CompressionCodecName.ZSTD) {
        throw new IllegalArgumentException("not in Zstandard but " + codec);
      }
      return this;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      try (ZstdDecompressorStream stream =
          new ZstdDecompressorStream(bytes.toInputStream(), RecyclingBufferPool.INSTANCE)) {
        return BytesInput.from(stream.readNBytes(size));
      }
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) {
      throw new UnsupportedOperationException("not asked for");
    }

    @Override
    public void release() {}
  }
}
