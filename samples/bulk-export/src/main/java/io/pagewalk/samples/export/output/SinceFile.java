package io.pagewalk.samples.export.output;

import io.pagewalk.Snapshot;
import io.pagewalk.SnapshotException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What exports before this one have seen of the lists, in a file that is replaced at once when the
 * output is whole: so that what it knows is in an output, whatever ends the process.
 */
public final class SinceFile {
  private static final int VERSION = 1;

  /** What a file has seen that is not there. */
  public static final String NOTHING = "nothing";

  /** What is remembered of a list is one text, however many rows it has. */
  public static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxDocumentLength(-1)
                          .build())
                  // Whoever opened a file has something to do with it afterwards.
                  .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                  .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                  .build())
          .build();

  private final Path file;
  private final Path next;
  private final Durable disk;
  private Map<String, String> export = Map.of();
  private Map<String, String> known = Map.of();

  /** What was there when it was read, in a word. */
  private String before = NOTHING;

  /**
   * The text of the file.
   *
   * @param version of this form
   * @param export which rows were exported, in words
   * @param lists by instance; the project's by an empty text
   */
  private record Content(int version, Map<String, String> export, Map<String, String> lists) {}

  /** Names the file; it need not be there. */
  public SinceFile(Path file) {
    this(file, Durable.DISK);
  }

  SinceFile(Path file, Durable disk) {
    this.file = file;
    this.next = file.resolveSibling(file.getFileName() + ".new");
    this.disk = disk;
  }

  /**
   * Reads what was seen before, if anything was. Called once, before anything else.
   *
   * @param rows which are exported now, in words
   * @return how many lists were seen before; empty where there is no such file yet
   * @throws UsageException if it is no such file, damaged, or of other rows
   */
  public OptionalInt read(Map<String, String> rows) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
      throw new UsageException("--since " + file + " is there and is no file");
    }
    OutputException.refuseWithoutDirectory(file);
    export = rows;
    CRC32C checksum = new CRC32C();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), checksum)) {
      // The text may be a null, or hold one.
      Content content = Objects.requireNonNull(JSON.readValue(in, Content.class));
      in.transferTo(OutputStream.nullOutputStream());
      before = word(checksum);
      refuseOther(content);
      // As text, since only a few are walked at a time; whether they can be read is seen now.
      content.lists().values().forEach(Snapshot::parse);
      known = content.lists();
      return OptionalInt.of(known.size());
    } catch (NoSuchFileException none) {
      return OptionalInt.empty();
    } catch (JacksonException | SnapshotException | NullPointerException other) {
      throw new UsageException(
          "--since "
              + file
              + " is there and is not what an export wrote, or damaged; name another file, or"
              + " remove it to begin with all rows");
    } catch (IOException cause) {
      throw new UsageException("--since " + file + " cannot be read: " + cause.getMessage());
    }
  }

  private static String word(CRC32C checksum) {
    return "%08x".formatted(checksum.getValue());
  }

  private void refuseOther(Content content) {
    if (content.version() != VERSION) {
      throw new UsageException(
          "--since " + file + " is of another version of the program; name another file");
    }
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> entry : export.entrySet()) {
      String then = content.export().get(entry.getKey());
      if (!entry.getValue().equals(then)) {
        differences.add("%s is %s and was %s".formatted(entry.getKey(), entry.getValue(), then));
      }
    }
    if (!differences.isEmpty()) {
      throw new UsageException(
          "--since %s is of another export: %s; name a file of its own"
              .formatted(file, String.join("; ", differences)));
    }
  }

  /**
   * What was seen of a list; nothing where it is new.
   *
   * @param list the instance's id; empty for the project's
   */
  public Snapshot known(String list) {
    String text = known.get(list);
    return text == null ? Snapshot.none() : Snapshot.parse(text);
  }

  /** What was read, in a word: another content has another one. */
  public String content() {
    return before;
  }

  /**
   * Replaces what was read. Called when the rows are safe.
   *
   * @param seen snapshots as text, by list
   * @param all whether there are no other lists any more; those that are not among the seen are
   *     kept as they were else
   * @throws OutputException if that cannot be done, or another export did it meanwhile
   */
  public void write(Map<String, String> seen, boolean all) {
    Map<String, String> lists = new TreeMap<>(all ? Map.of() : known);
    lists.putAll(seen);
    try {
      if (!now().equals(before)) {
        throw OutputException.cannotWrite(
            file.toString(),
            "another export wrote it meanwhile",
            "one export at a time with it; the next one gives these rows again",
            null);
      }
      disk.replace(file, next, out -> write(out, lists));
    } catch (IOException cause) {
      throw OutputException.cannotWrite(file.toString(), cause);
    }
  }

  private String now() throws IOException {
    CRC32C checksum = new CRC32C();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), checksum)) {
      in.transferTo(OutputStream.nullOutputStream());
      return word(checksum);
    } catch (NoSuchFileException none) {
      return NOTHING;
    }
  }

  private void write(OutputStream out, Map<String, String> lists) {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberProperty("version", VERSION);
      json.writeName("export").writeStartObject();
      export.forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeName("lists").writeStartObject();
      lists.forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
