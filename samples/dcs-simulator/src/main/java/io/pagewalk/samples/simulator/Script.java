package io.pagewalk.samples.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Scripted movement.
 *
 * @param steps in the order in which they are taken
 */
record Script(List<Step> steps) implements Movement.Plan {
  private static final String EXAMPLE = "'3: insert 5 at 0'";
  private static final Pattern STEP =
      Pattern.compile("(-?[0-9]+)\\s*:\\s*(\\S+)\\s+(-?[0-9]+)\\s+at\\s+(-?[0-9]+)");

  /** One step: before the request of that number, something happens to rows at a position. */
  record Step(int request, Verb verb, int rows, int position) {
    @Override
    public String toString() {
      return request + ": " + verb.word() + " " + rows + " at " + position;
    }
  }

  /** What happens. */
  enum Verb {
    INSERT("insert"),
    REMOVE("remove"),
    FINISH("finish");

    private final String word;

    Verb(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Verb of(String word) {
      for (Verb verb : values()) {
        if (verb.word.equals(word)) {
          return verb;
        }
      }
      throw new IllegalArgumentException("expected insert, remove or finish; was '" + word + "'");
    }
  }

  Script {
    steps = List.copyOf(steps);
  }

  /**
   * @throws IllegalArgumentException if a line is no step, or none is
   */
  static Script parse(String text) {
    List<Step> steps = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        steps.add(step(number, line));
      }
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(
          "the script has no steps; expected lines such as " + EXAMPLE);
    }
    long inserted =
        steps.stream().filter(step -> step.verb() == Verb.INSERT).mapToLong(Step::rows).sum();
    if (inserted > Movement.MOST_TASKS) {
      throw new IllegalArgumentException(
          "the script must insert "
              + Movement.MOST_TASKS
              + " rows or fewer in all; was "
              + inserted);
    }
    steps.sort(Comparator.comparingInt(Step::request));
    return new Script(steps);
  }

  private static Step step(int number, String line) {
    try {
      Matcher parts = STEP.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "expected a step such as " + EXAMPLE + "; was '" + line + "'");
      }
      return new Step(
          number("the request", parts.group(1), 1, Integer.MAX_VALUE),
          Verb.of(parts.group(2)),
          number("the rows", parts.group(3), 1, Movement.MOST_TASKS),
          number("the position", parts.group(4), 0, Integer.MAX_VALUE));
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException("line " + number + ": " + refused.getMessage(), refused);
    }
  }

  private static int number(String name, String digits, int least, int most) {
    try {
      return Range.check(name, Integer.parseInt(digits), least, most);
    } catch (NumberFormatException tooLong) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + "; was " + digits, tooLong);
    }
  }

  @Override
  public Mover mover(int list) {
    return new ScriptMover(steps);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }
}
