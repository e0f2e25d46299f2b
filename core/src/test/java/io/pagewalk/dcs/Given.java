package io.pagewalk.dcs;

import io.pagewalk.PageRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What several tests start from. */
final class Given {

  static final String PROJECT = "0123456789abcdef0123456789abcdef";
  static final String INSTANCE = "5f9057b5-c330-4ee2-8138-7e69896eeec3";
  static final String TASK = "858ee14c-2271-4489-8b82-7bda7459ae3e";

  static final DcsListQuery<DcsInstance> INSTANCES = DcsLists.INSTANCES.query().build();

  private Given() {}

  /** The list of tasks from offset 200 on. */
  static ApiCall<OfflineKeyAnalysisTaskList> listCall() {
    return listCall(200);
  }

  static ApiCall<OfflineKeyAnalysisTaskList> listCall(long offset) {
    return DcsCalls.listOfflineKeyAnalysisTasks(
        PROJECT, OfflineKeyAnalysisQuery.ofInstance(INSTANCE), new PageRequest(offset, 100));
  }

  static Function<String, @Nullable String> headers(String... namesAndValues) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers::get;
  }

  static byte[] body(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static <R> R answer(ApiCall<R> call, String body) {
    return call.read(200, headers(), body(body));
  }

  /** A page with these rows, as the API words it. */
  static OfflineKeyAnalysisTaskList listOf(String rows) {
    return answer(listCall(), "{\"total\":1,\"records\":[" + rows + "]}");
  }

  static String resource(String name) {
    try (InputStream stream = Given.class.getResourceAsStream("/dcs/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
