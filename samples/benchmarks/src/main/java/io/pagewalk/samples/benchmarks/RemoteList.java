package io.pagewalk.samples.benchmarks;

import java.net.URI;

/**
 * A list to be read over HTTP.
 *
 * @param endpoint where the service is
 * @param projectId whose list it is
 * @param instanceId whose tasks the list holds
 * @param rows how many rows it has
 * @param pageSize rows to ask for in a page
 */
record RemoteList(URI endpoint, String projectId, String instanceId, int rows, int pageSize) {

  /** As {@link #toLine} wrote it. */
  static RemoteList ofLine(String line) {
    String[] parts = line.split(" ", -1);
    return new RemoteList(
        URI.create(parts[0]),
        parts[1],
        parts[2],
        Integer.parseInt(parts[3]),
        Integer.parseInt(parts[4]));
  }

  /** On one line, for another process. */
  String toLine() {
    return endpoint + " " + projectId + " " + instanceId + " " + rows + " " + pageSize;
  }

  /** The same list, read in pages of another size. */
  RemoteList withPageSize(int rowsOfPage) {
    return new RemoteList(endpoint, projectId, instanceId, rows, rowsOfPage);
  }

  /** The path of the list, for clients that put the rest together themselves. */
  String path() {
    return "/v2/" + projectId + "/instances/" + instanceId + "/offline/key-analysis";
  }

  /** A page's whole address. */
  String pageAddress(long offset) {
    return endpoint + path() + "?offset=" + offset + "&limit=" + pageSize;
  }
}
