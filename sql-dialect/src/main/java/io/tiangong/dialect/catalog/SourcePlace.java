package io.tiangong.dialect.catalog;

/** A place in a DDL file; line and column count from 1. */
record SourcePlace(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
