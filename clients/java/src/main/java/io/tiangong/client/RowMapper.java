package io.tiangong.client;

/** Makes an object of the current row. */
@FunctionalInterface
public interface RowMapper<T> {

  /** Must copy what it needs: the row is gone after the call. */
  T map(Row row);
}
