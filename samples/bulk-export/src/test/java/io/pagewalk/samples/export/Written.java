package io.pagewalk.samples.export;

import com.github.luben.zstd.ZstdInputStream;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.pagewalk.samples.export.output.ParquetFiles;
import io.pagewalk.samples.export.output.PostgresDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Whatever an export can be written to, and how what is there is read by other programs. */
enum Written {
  NDJSON("tasks.ndjson"),
  CSV("tasks.csv"),
  NDJSON_GZIP("tasks.ndjson.gz"),
  CSV_GZIP("tasks.csv.gz"),
  NDJSON_ZSTD("tasks.ndjson.zst"),
  CSV_ZSTD("tasks.csv.zst"),
  PARQUET("tasks.parquet"),
  POSTGRES("");

  private final String output;

  Written(String output) {
    this.output = output;
  }

  /** What {@code --output} names: something in a directory or a database of the test's. */
  String output(PostgresDatabase database) {
    return this == POSTGRES ? database.url() : output;
  }

  /** The ids of the rows, by instance, as they follow one another, if they do. */
  Map<String, List<String>> idsByInstance(Path directory, PostgresDatabase database)
      throws IOException, SQLException {
    Map<String, List<String>> ids = new HashMap<>();
    if (this == POSTGRES) {
      database.rows("SELECT instance_id, id FROM offline_key_analysis_task").stream()
          .map(row -> row.split("\\|"))
          .forEach(row -> add(ids, row[0], row[1]));
      return ids;
    }
    if (this == PARQUET) {
      ParquetFiles.rowsIn(directory.resolve(output))
          .forEach(row -> add(ids, row.get("instance_id").toString(), row.get("id").toString()));
      return ids;
    }
    try (InputStream in = plain(directory.resolve(output))) {
      if (output.contains(".csv")) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(in)) {
          csv.forEach(row -> add(ids, row.getField("instance_id"), row.getField("id")));
        }
      } else {
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
            .lines()
            .map(Json::object)
            .forEach(row -> add(ids, row.get("instance_id").toString(), row.get("id").toString()));
      }
    }
    return ids;
  }

  private static void add(Map<String, List<String>> ids, String instance, String id) {
    ids.computeIfAbsent(instance, key -> new ArrayList<>()).add(id);
  }

  private InputStream plain(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (output.endsWith(".gz")) {
      return new GZIPInputStream(in);
    }
    return output.endsWith(".zst") ? new ZstdInputStream(in) : in;
  }
}
