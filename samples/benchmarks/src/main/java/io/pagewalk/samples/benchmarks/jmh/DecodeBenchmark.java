package io.pagewalk.samples.benchmarks.jmh;

import io.pagewalk.dcs.OfflineKeyAnalysisTaskList;
import io.pagewalk.samples.benchmarks.HandWrittenPage;
import io.pagewalk.samples.benchmarks.TaskPage;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Bytes to rows: the same page read in several ways. */
@OperationsPerInvocation(SampleAnswer.ROWS)
public class DecodeBenchmark extends Measured {

  private final SampleAnswer answer = SampleAnswer.fetch();
  private final byte[] body = answer.body();
  private final byte[] unusualBody = Arrays.copyOf(body, body.length + 1);

  private final ObjectReader databind = JsonMapper.builder().build().readerFor(TaskPage.class);

  /** For JMH. */
  public DecodeBenchmark() {
    unusualBody[body.length] = ' ';
  }

  /** What the library does, all its checks and limits included. */
  @Benchmark
  public OfflineKeyAnalysisTaskList pagewalk() {
    return answer.call().read(200, header -> null, body);
  }

  /** The same of a page that is not written as usual: a blank stands behind it. */
  @Benchmark
  public OfflineKeyAnalysisTaskList pagewalkByParser() {
    return answer.call().read(200, header -> null, unusualBody);
  }

  /** What a streaming parser is able to where nothing is checked. */
  @Benchmark
  public HandWrittenPage handWritten() {
    return HandWrittenPage.read(0, body);
  }

  /** What most write. */
  @Benchmark
  public Object databind() {
    return databind.readValue(body);
  }
}
