package io.pagewalk.samples.benchmarks;

import io.pagewalk.samples.benchmarks.TaskPage.Placed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.json.JsonMapper;

/** A loop over the JDK's own client, one page after another, records by Jackson. */
final class JdkHttpClient implements Contender {

  // Over plain HTTP it would else offer HTTP/2 with every request, and never be taken up on it.
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final JsonMapper json = JsonMapper.builder().build();

  @Override
  public void read(RemoteList list, Arrivals arrivals) throws Exception {
    Placed page;
    long offset = 0;
    do {
      page = fetch(list, offset);
      arrivals.rows(page.page().records());
      offset = page.end();
    } while (!page.isLast());
  }

  /** As bytes: a stream that is closed before its very end costs the connection. */
  private Placed fetch(RemoteList list, long offset) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(list.pageAddress(offset))).build();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP " + answer.statusCode());
    }
    return new Placed(offset, json.readValue(answer.body(), TaskPage.class));
  }

  @Override
  public void close() {}
}
