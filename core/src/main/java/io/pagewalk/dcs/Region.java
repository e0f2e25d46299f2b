package io.pagewalk.dcs;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A region of the cloud. Any name of the right form is taken: new regions appear, and a closed list
 * would shut them out.
 */
public final class Region {

  // A region is one label of a host name.
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private final String name;

  private Region(String name) {
    this.name = name;
  }

  /**
   * The region of a name.
   *
   * @param name such as {@code cn-north-4}
   * @throws IllegalArgumentException if it is not 1 to 63 lower-case letters, digits and hyphens
   */
  public static Region of(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "region must be 1 to 63 lower-case letters, digits and inner hyphens, such as cn-north-4;"
              + " was '"
              + Printable.text(name)
              + "'");
    }
    return new Region(name);
  }

  /** The name, such as {@code cn-north-4}. */
  public String name() {
    return name;
  }

  /** Where the region's DCS API is. */
  public URI dcsEndpoint() {
    return URI.create("https://dcs." + name + ".myhuaweicloud.com");
  }

  /** Where the region's IAM API is, which knows its projects. */
  public URI iamEndpoint() {
    return URI.create("https://iam." + name + ".myhuaweicloud.com");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Region that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
