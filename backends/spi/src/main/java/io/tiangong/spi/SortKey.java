package io.tiangong.spi;

/** One ORDER BY term on a column. NULLs are lowest unless {@code nullsFirst} says otherwise. */
public record SortKey(Column column, boolean descending, boolean nullsFirst) {
  @Override
  public String toString() {
    return column.name() + (descending ? " DESC" : "");
  }
}
