package io.tiangong.cli;

/** The ways to write an answer. */
enum Format {
  TABLE,
  CSV,
  JSON;

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
