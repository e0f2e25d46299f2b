package io.pagewalk.samples.export;

import java.util.List;

/**
 * What the help and the reference teach by.
 *
 * @param what is done
 * @param command the lines of the command that does it
 */
record Example(String what, List<String> command) {

  static final List<Example> ALL =
      List.of(
          of("All tasks of all instances of a region:", "bulk-export --region cn-north-4"),
          of(
              "How many that are, and how long it takes; nothing is exported:",
              "bulk-export --region cn-north-4 --dry-run"),
          of(
              "The failed ones of two instances, as CSV, with a report:",
              "bulk-export --region cn-north-4 --instance-id A --instance-id B \\",
              "    --status failed --format csv --output failed.csv --report report.json"),
          of(
              "Over night, through crashes: the same command again goes on:",
              "bulk-export --region cn-north-4 --output tasks.ndjson.zst --checkpoint state"),
          of(
              "What the analyses found, into a database (its password is in PGPASSWORD):",
              "bulk-export --region cn-north-4 --with-details --checkpoint nightly \\",
              "    --output postgresql://me@db.example/reports"),
          of(
              "Any other list; some must be asked for a time or a kind:",
              "bulk-export --region cn-north-4 --list backups --output backups.csv",
              "bulk-export --region cn-north-4 --list slow-log \\",
              "    --query start_time=1790000000000 --query end_time=1790086400000"),
          of(
              "Each day what is new or changed, over the rows of the days before:",
              "bulk-export --region cn-north-4 --since seen \\",
              "    --output postgresql://me@db.example/reports"),
          of(
              "With figures for a Prometheus, on this machine or on any:",
              "bulk-export --region cn-north-4 --metrics-port 9464",
              "bulk-export --region cn-north-4 --metrics-port 0.0.0.0:9464"),
          of(
              "Into a pipe, gently:",
              "bulk-export --region cn-north-4 --rate 0.5 --output - | gzip > tasks.gz"),
          of(
              "As a profile says, but slower; and the same by the environment:",
              "bulk-export --profile nightly --rate 1",
              "BULK_EXPORT_PROFILE=nightly BULK_EXPORT_RATE=1 bulk-export"));

  private static Example of(String what, String... command) {
    return new Example(what, List.of(command));
  }
}
