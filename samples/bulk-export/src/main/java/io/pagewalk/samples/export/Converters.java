package io.pagewalk.samples.export;

import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.Region;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.export.output.Compression;
import io.pagewalk.samples.export.output.Format;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options. What an option does not take is refused with what it takes. */
final class Converters {

  private Converters() {}

  static final class Endpoint implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      return refusing(
          text,
          value -> {
            URI uri = URI.create(value);
            DcsClient.builder().endpoint(uri);
            return uri;
          },
          // The refused text is not repeated: it may have a password in it.
          "must be http(s)://host[:port] and nothing more");
    }
  }

  static final class RegionName implements ITypeConverter<Region> {
    @Override
    public Region convert(String text) {
      return refusing(
          text, Region::of, "must be the name of a region, such as cn-north-4; was '" + text + "'");
    }
  }

  static final class Id implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return refusing(
          text,
          value -> OfflineKeyAnalysisQuery.ofInstance(value).instanceId(),
          "must be an id, as the console shows it");
    }
  }

  static final class ListName implements ITypeConverter<DcsList<?>>, Iterable<String> {
    private static final List<String> WORDS = DcsLists.all().stream().map(DcsList::name).toList();

    @Override
    public DcsList<?> convert(String text) {
      return DcsLists.named(text)
          .orElseThrow(
              () ->
                  new TypeConversionException("must be " + either(WORDS) + "; was '" + text + "'"));
    }

    @Override
    public Iterator<String> iterator() {
      return WORDS.iterator();
    }
  }

  static final class Status implements ITypeConverter<TaskStatus>, Iterable<String> {
    private static final List<String> WORDS = List.of("waiting", "running", "success", "failed");

    @Override
    public TaskStatus convert(String text) {
      return refusing(
          text,
          value ->
              OfflineKeyAnalysisQuery.builder("any").status(value).build().status().orElseThrow(),
          "must be " + either(WORDS) + "; was '" + text + "'");
    }

    @Override
    public Iterator<String> iterator() {
      return WORDS.iterator();
    }
  }

  static final class FormatName extends Word<Format> {
    FormatName() {
      super(Format.values());
    }
  }

  static final class CompressionName extends Word<Compression> {
    CompressionName() {
      super(Compression.values());
    }
  }

  static final class LogFormatName extends Word<LogFormat> {
    LogFormatName() {
      super(LogFormat.values());
    }
  }

  static final class MetricsPort implements ITypeConverter<MetricsAddress> {
    @Override
    public MetricsAddress convert(String text) {
      return refusing(
          text,
          MetricsAddress::parse,
          "must be a port from 0 to 65535, or an address of this machine and a port, such as"
              + " 0.0.0.0:9464; was '"
              + text
              + "'");
    }
  }

  static final class InstancesAtOnce extends WholeNumber {
    InstancesAtOnce() {
      super(1, 64);
    }
  }

  static final class PageSize extends WholeNumber {
    /** Ten times what sibling lists take; a page of so many rows still is a small answer. */
    PageSize() {
      super(1, 10_000);
    }
  }

  static final class Concurrency extends WholeNumber {
    /** As many as the client has connections. */
    Concurrency() {
      super(1, 64);
    }
  }

  static final class Rows extends WholeNumber {
    /** As many as the simulator's moving lists may begin with. */
    Rows() {
      super(1, 500_000);
    }
  }

  static final class Changes extends WholeNumber {
    Changes() {
      super(0, 1_000);
    }
  }

  static final class Burst extends WholeNumber {
    Burst() {
      super(0, 10_000);
    }
  }

  static final class MaxAttempts extends WholeNumber {
    MaxAttempts() {
      super(1, 100);
    }
  }

  static final class Rate extends DecimalNumber {
    Rate() {
      super("0.001", "1000000");
    }
  }

  static final class AttemptTimeout extends DecimalNumber {
    AttemptTimeout() {
      super("0.001", "3600");
    }
  }

  static final class CheckpointInterval extends DecimalNumber {
    CheckpointInterval() {
      super("0", "3600");
    }
  }

  /** One of a few words, which a shell can complete. */
  private abstract static class Word<E extends Enum<E>>
      implements ITypeConverter<E>, Iterable<String> {
    private final List<E> words;

    Word(E[] words) {
      this.words = List.of(words);
    }

    @Override
    public E convert(String text) {
      for (E word : words) {
        if (word.toString().equals(text)) {
          return word;
        }
      }
      throw new TypeConversionException("must be " + either(names()) + "; was '" + text + "'");
    }

    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }

    private List<String> names() {
      return words.stream().map(E::toString).toList();
    }
  }

  private abstract static class WholeNumber implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    WholeNumber(int least, int most) {
      this.least = least;
      this.most = most;
    }

    @Override
    public Integer convert(String text) {
      String range = "must be a whole number from " + least + " to " + most;
      int number = refusing(text, Integer::valueOf, range + "; was '" + text + "'");
      if (number < least || number > most) {
        throw new TypeConversionException(range + "; was " + number);
      }
      return number;
    }
  }

  private abstract static class DecimalNumber implements ITypeConverter<Double> {
    private final BigDecimal least;
    private final BigDecimal most;

    DecimalNumber(String least, String most) {
      this.least = new BigDecimal(least);
      this.most = new BigDecimal(most);
    }

    @Override
    public Double convert(String text) {
      String refusal = "must be a number from " + least + " to " + most + "; was '" + text + "'";
      BigDecimal number = refusing(text, BigDecimal::new, refusal);
      if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
        throw new TypeConversionException(refusal);
      }
      return number.doubleValue();
    }
  }

  private static String either(List<String> words) {
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private static <T> T refusing(String text, Function<String, T> reader, String refusal) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException(refusal);
    }
  }
}
