package io.tiangong.conformance.slt;

import java.util.List;

/** One record of a test file. */
public sealed interface SltRecord {

  /** Line on which it begins, from 1. */
  int line();

  /**
   * SQL without an answer.
   *
   * @param succeeds whether it is expected to
   */
  record Statement(int line, String sql, boolean succeeds) implements SltRecord {}

  /**
   * SQL with an answer.
   *
   * @param types one of I, R and T per column
   * @param expected values, one per line; or one line {@code n values hashing to md5}
   */
  record Query(int line, String sql, String types, Sort sort, List<String> expected)
      implements SltRecord {}

  /** From here on, answers of more values are given as their hash; 0: none. */
  record HashThreshold(int line, int values) implements SltRecord {}

  /** What is not run, and why. */
  record Skipped(int line, String sql, String reason) implements SltRecord {}

  /** The rest of the file is not run. */
  record Halt(int line, String reason) implements SltRecord {}

  /** What is done with an answer before it is compared. */
  enum Sort {
    NOSORT,
    ROWSORT,
    VALUESORT
  }
}
