package io.pagewalk.dcs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, but for the host and the headers. Path and query are kept percent-encoded, in the
 * form in which they are both signed and sent, so the two cannot differ.
 */
public final class ApiRequest {

  private final String method;
  private final String path;
  private final String query;
  private final byte @Nullable [] body;

  private ApiRequest(Builder builder) {
    method = builder.method;
    path = builder.path.isEmpty() ? "/" : builder.path.toString();
    // The sort is stable, so a repeated key keeps the order in which its values were given.
    query =
        builder.query.stream()
            .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .map(pair -> pair.getKey() + "=" + pair.getValue())
            .collect(Collectors.joining("&"));
    body = builder.body;
  }

  /** A request that reads something. */
  public static Builder get() {
    return new Builder("GET");
  }

  /** A request that makes something. */
  public static Builder post() {
    return new Builder("POST");
  }

  /** A request that removes something. */
  public static Builder delete() {
    return new Builder("DELETE");
  }

  /** The HTTP method, in capitals. */
  public String method() {
    return method;
  }

  /** The encoded path: it begins with a slash and does not end with one, unless it is just that. */
  public String path() {
    return path;
  }

  /** The encoded query, sorted by key; empty where there is none. */
  public String query() {
    return query;
  }

  /** The encoded path, with the query behind it where there is one. */
  public String uri() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** A copy of the body, which is UTF-8 JSON; empty where there is none. */
  public Optional<byte[]> body() {
    return Optional.ofNullable(body).map(byte[]::clone);
  }

  @Override
  public String toString() {
    return method + " " + uri();
  }

  /** Puts a request together. Not for several threads. */
  public static final class Builder {

    private final String method;
    private final StringBuilder path = new StringBuilder();
    private final List<Map.Entry<String, String>> query = new ArrayList<>();
    private byte @Nullable [] body;

    private Builder(String method) {
      this.method = method;
    }

    /**
     * Adds segments that are part of the API's address.
     *
     * @throws IllegalArgumentException if one of them is no segment, see {@link #segment}
     */
    public Builder path(String... segments) {
      for (String segment : segments) {
        segment("path segment", segment);
      }
      return this;
    }

    /**
     * Adds one segment that holds a parameter. It is encoded here, so a slash in it stays part of
     * the segment.
     *
     * @param parameter what the value is called in the message that refuses it
     * @throws IllegalArgumentException if the value is blank, {@code .} or {@code ..}, or holds
     *     control characters
     */
    public Builder segment(String parameter, String value) {
      path.append('/').append(PercentEncoding.encode(Checks.segment(parameter, value)));
      return this;
    }

    /**
     * Adds a query parameter; a key may be added more than once.
     *
     * @throws IllegalArgumentException if the key is blank, or one of both holds control characters
     */
    public Builder query(String key, String value) {
      Checks.text("query key", key);
      Checks.wellFormed(key, value);
      query.add(Map.entry(PercentEncoding.encode(key), PercentEncoding.encode(value)));
      return this;
    }

    /** Sets the body, UTF-8 JSON; the array is copied. */
    public Builder body(byte[] json) {
      this.body = Objects.requireNonNull(json, "json").clone();
      return this;
    }

    /** The request as it stands now. */
    public ApiRequest build() {
      return new ApiRequest(this);
    }
  }
}
