package io.pagewalk.dcs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a server answers with 200: they are read, or refused as unreadable. No method
 * here, a lambda's included, has a record among its parameters: see {@link FuzzInputs}.
 */
class AnswerFuzzTest {

  private static <R> @Nullable R readOrRefused(ApiCall<R> call, byte[] body) {
    try {
      return call.read(200, name -> null, body);
    } catch (UnreadableAnswerException refused) {
      OneLine.check(refused.getMessage());
      OneLine.check(refused.problem());
      return null;
    }
  }

  private static void checkId(String id) {
    if (id.isBlank()) {
      throw new AssertionError("a row without an id was read");
    }
  }

  private static void checkTotal(OptionalLong total) {
    if (total.isPresent() && total.getAsLong() < 0) {
      throw new AssertionError("a total of " + total + " was read");
    }
  }

  @MethodSource({"io.pagewalk.dcs.FuzzInputs#taskLists", "io.pagewalk.dcs.FuzzInputs#utf16And32"})
  @FuzzTest(maxDuration = "4m")
  void aPageOfTasksIsReadOrRefused(byte[] body) {
    OfflineKeyAnalysisTaskList list = readOrRefused(Given.listCall(), body);
    if (list != null) {
      Page<OfflineKeyAnalysisTask> page = list.page();
      for (OfflineKeyAnalysisTask task : page.items()) {
        checkId(task.id());
      }
      checkTotal(page.total());
    }
    checkCompact(body);
  }

  /** A blank behind a body has the parser read what is read without it where there is none. */
  private static void checkCompact(byte[] body) {
    Object compact = CompactTaskList.READER.read(body, body.length, AnswerLimits.defaults());
    byte[] forParser = Arrays.copyOf(body, body.length + 1);
    forParser[body.length] = ' ';
    if (compact != null && !compact.equals(readOrRefused(Given.listCall(), forParser))) {
      throw new AssertionError("the parser reads something else");
    }
  }

  @MethodSource("io.pagewalk.dcs.FuzzInputs#analyses")
  @FuzzTest(maxDuration = "4m")
  void anAnalysisIsReadOrRefused(byte[] body) {
    OfflineKeyAnalysis analysis =
        readOrRefused(
            DcsCalls.showOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, Given.TASK), body);
    if (analysis != null) {
      checkId(analysis.id());
    }
  }

  @MethodSource("io.pagewalk.dcs.FuzzInputs#instanceLists")
  @FuzzTest(maxDuration = "4m")
  void aPageOfInstancesIsReadOrRefused(byte[] body) {
    Page<DcsInstance> page =
        readOrRefused(
            DcsCalls.list(Given.PROJECT, Given.INSTANCES, new PageRequest(200, 100)), body);
    if (page != null) {
      for (DcsInstance instance : page.items()) {
        checkId(instance.instanceId());
      }
      checkTotal(page.total());
    }
  }

  /** Whatever fields it has, a row is as it would be read from what it is written as. */
  @MethodSource("io.pagewalk.dcs.FuzzInputs#instanceLists")
  @FuzzTest(maxDuration = "4m")
  void aPageOfAnyRowsIsReadOrRefused(byte[] body) {
    ApiCall<Page<DcsRow>> call =
        DcsCalls.list(Given.PROJECT, DcsLists.NODES.query().build(), new PageRequest(200, 100));
    Page<DcsRow> page = readOrRefused(call, body);
    if (page != null) {
      for (DcsRow row : page.items()) {
        checkId(row.text("instance_id").orElseThrow());
        String json = row.toJson();
        DcsRow again =
            Given.answer(call, "{\"count\":201,\"instances\":[" + json + "]}").items().get(0);
        if (!again.toJson().equals(json)) {
          throw new AssertionError(json + " is read as " + again.toJson());
        }
      }
      checkTotal(page.total());
    }
  }
}
