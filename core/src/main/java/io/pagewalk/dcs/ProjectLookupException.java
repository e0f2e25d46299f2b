package io.pagewalk.dcs;

import io.pagewalk.CallException;

/** The account has no project, or no single one, of the name of a region. */
public final class ProjectLookupException extends CallException {

  private static final long serialVersionUID = 1L;

  private final String region;

  ProjectLookupException(String call, String region, String found) {
    super(
        call
            + ": exactly one project named "
            + Printable.text(region)
            + " must come back, but "
            + Printable.text(found)
            + "; try: check the region's name and the account of the keys, or give the project id"
            + " yourself",
        Repeat.NEVER,
        null,
        null);
    this.region = region;
  }

  /** The region whose project was looked for. */
  public String region() {
    return region;
  }
}
