package io.pagewalk.dcs;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * How much of an answer is taken before it is refused, so that no server can fill the heap or keep
 * a thread busy. The defaults leave room for many times the largest page known to be allowed. An
 * answer beyond a limit gives an {@link UnreadableAnswerException}, and one whose head is beyond it
 * a {@link io.pagewalk.NoAnswerException}. It is not asked for again as it was; a walk whose page
 * size is adaptive asks for fewer rows. Immutable and thread-safe.
 */
public final class AnswerLimits {

  /**
   * Bytes of a body by default: some 80,000 rows, where the largest page known to be allowed has
   * 1,000.
   */
  public static final int DEFAULT_MAX_BODY_BYTES = 16 << 20;

  /** Rows of a page, or of any list in an answer, by default: more than a body of real rows has. */
  public static final int DEFAULT_MAX_ITEMS = 100_000;

  /**
   * Levels of nesting by default: answers nest three deep, the rest is for fields not known yet.
   */
  public static final int DEFAULT_MAX_NESTING = 64;

  /**
   * Characters of a string by default: names of Redis keys are the longest, and the server cuts
   * them long before this.
   */
  public static final int DEFAULT_MAX_STRING_CHARS = 1 << 20;

  /** Bytes of a status line, and of all headers together, by default. */
  public static final int DEFAULT_MAX_HEADER_BYTES = 16 << 10;

  /** A long has 19 digits; the rest is for numbers in fields that are not known. */
  private static final int MAX_NUMBER_CHARS = 100;

  /** The longest name of a known field has 20 characters. */
  private static final int MAX_NAME_CHARS = 1_000;

  private static final AnswerLimits DEFAULTS = builder().build();

  private final int maxBodyBytes;
  private final int maxItems;
  private final int maxNesting;
  private final int maxStringChars;
  private final int maxHeaderBytes;
  private final JsonFactory json;

  private AnswerLimits(Builder builder) {
    this.maxBodyBytes = builder.maxBodyBytes;
    this.maxItems = builder.maxItems;
    this.maxNesting = builder.maxNesting;
    this.maxStringChars = builder.maxStringChars;
    this.maxHeaderBytes = builder.maxHeaderBytes;
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxNesting)
                    .maxStringLength(maxStringChars)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
  }

  /** The limits as they are when nothing is said. */
  public static AnswerLimits defaults() {
    return DEFAULTS;
  }

  /** A builder that begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Bytes of a good answer's body at most, decompressed. */
  public int maxBodyBytes() {
    return maxBodyBytes;
  }

  /** Rows of a page at most. */
  public int maxItems() {
    return maxItems;
  }

  /** Objects and arrays within one another at most. */
  public int maxNesting() {
    return maxNesting;
  }

  /** Characters of a string at most. */
  public int maxStringChars() {
    return maxStringChars;
  }

  /** Bytes of the status line, and of all headers together, at most. */
  public int maxHeaderBytes() {
    return maxHeaderBytes;
  }

  /** A parser that keeps the limits. It reads the array in place, and leaves it as it is. */
  JsonParser parser(byte[] body, int length) {
    return json.createParser(new Context(maxItems), body, 0, length);
  }

  /** Rows that a list may have which a parser of ours reads. */
  static int maxItemsOf(JsonParser json) {
    return ((Context) json.objectReadContext()).maxItems;
  }

  /** The parser's own constraints know nothing of rows. */
  private static final class Context extends ObjectReadContext.Base {
    private final int maxItems;

    Context(int maxItems) {
      this.maxItems = maxItems;
    }
  }

  @Override
  public String toString() {
    return "AnswerLimits[maxBodyBytes=%d, maxItems=%d, maxNesting=%d, maxStringChars=%d, maxHeaderBytes=%d]"
        .formatted(maxBodyBytes, maxItems, maxNesting, maxStringChars, maxHeaderBytes);
  }

  /** Collects limits; each setter refuses a value out of its range. */
  public static final class Builder {

    private int maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
    private int maxItems = DEFAULT_MAX_ITEMS;
    private int maxNesting = DEFAULT_MAX_NESTING;
    private int maxStringChars = DEFAULT_MAX_STRING_CHARS;
    private int maxHeaderBytes = DEFAULT_MAX_HEADER_BYTES;

    private Builder() {}

    /**
     * Bytes of a good answer's body at most, decompressed; {@value #DEFAULT_MAX_BODY_BYTES} by
     * default. As many are held in the heap for each answer that is on its way.
     *
     * @throws IllegalArgumentException if it is not from 1,024 to 1,073,741,824
     */
    public Builder maxBodyBytes(int bytes) {
      this.maxBodyBytes = within("maxBodyBytes", bytes, 1_024, 1 << 30);
      return this;
    }

    /**
     * Rows of a page, or of any other list in an answer, at most; {@value #DEFAULT_MAX_ITEMS} by
     * default.
     *
     * @throws IllegalArgumentException if it is not from 1 to 100,000,000
     */
    public Builder maxItems(int items) {
      this.maxItems = within("maxItems", items, 1, 100_000_000);
      return this;
    }

    /**
     * Objects and arrays within one another at most; {@value #DEFAULT_MAX_NESTING} by default.
     *
     * @throws IllegalArgumentException if it is not from 4, which answers need, to 1,000
     */
    public Builder maxNesting(int levels) {
      this.maxNesting = within("maxNesting", levels, 4, 1_000);
      return this;
    }

    /**
     * Characters of a string at most; {@value #DEFAULT_MAX_STRING_CHARS} by default.
     *
     * @throws IllegalArgumentException if it is not from 100 to 1,073,741,824
     */
    public Builder maxStringChars(int chars) {
      this.maxStringChars = within("maxStringChars", chars, 100, 1 << 30);
      return this;
    }

    /**
     * Bytes of the status line, and of all headers together, at most; {@value
     * #DEFAULT_MAX_HEADER_BYTES} by default.
     *
     * @throws IllegalArgumentException if it is not from 1,024 to 1,048,576
     */
    public Builder maxHeaderBytes(int bytes) {
      this.maxHeaderBytes = within("maxHeaderBytes", bytes, 1_024, 1 << 20);
      return this;
    }

    private static int within(String parameter, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            parameter + " must be from " + least + " to " + most + "; was " + value);
      }
      return value;
    }

    public AnswerLimits build() {
      return new AnswerLimits(this);
    }
  }
}
