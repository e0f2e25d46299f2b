package io.pagewalk.samples.benchmarks;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command as whoever calls it sees it. */
record Outcome(int status, String out, String err) {

  static Outcome of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Outcome(status, out.toString(), err.toString());
  }
}
