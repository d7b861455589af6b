package io.tiangong.dialect.functions;

import java.util.List;

/** The standard's window functions; every aggregate is one, too. */
final class WindowFunctions {

  private static final String ROWS = " FROM (VALUES (1), (2), (2), (4)) AS t(x) ORDER BY 1";

  private WindowFunctions() {}

  private static LibraryFunction of(String signature, String summary, String example) {
    return new LibraryFunction("Windows", signature, summary, example + ROWS, List.of());
  }

  static List<LibraryFunction> all() {
    return List.of(
        of("ROW_NUMBER()", "number of the row, from 1", "ROW_NUMBER() OVER (ORDER BY x)"),
        of(
            "RANK()",
            "number of the row; equal rows have that of the first, and leave gaps",
            "RANK() OVER (ORDER BY x)"),
        of(
            "DENSE_RANK()",
            "number of the row; equal rows share one, without gaps",
            "DENSE_RANK() OVER (ORDER BY x)"),
        of(
            "PERCENT_RANK()",
            "the part of the other rows that rank lower, DOUBLE",
            "PERCENT_RANK() OVER (ORDER BY x)"),
        of(
            "CUME_DIST()",
            "the part of the rows that do not rank higher, DOUBLE",
            "CUME_DIST() OVER (ORDER BY x)"),
        of("NTILE(n)", "number of one of n parts of equal size", "NTILE(2) OVER (ORDER BY x)"),
        of(
            "LAG(value [, rows [, otherwise]])",
            "the value some rows before; 1 row when not told",
            "LAG(x, 1, 0) OVER (ORDER BY x)"),
        of(
            "LEAD(value [, rows [, otherwise]])",
            "the value some rows behind; 1 row when not told",
            "LEAD(x, 1, 9) OVER (ORDER BY x)"),
        of(
            "FIRST_VALUE(value)",
            "the value of the window's first row",
            "FIRST_VALUE(x) OVER (ORDER BY x DESC)"),
        of(
            "LAST_VALUE(value)",
            "the value of the window's last row",
            "LAST_VALUE(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"),
        of(
            "NTH_VALUE(value, n)",
            "the value of the window's row of that number",
            "NTH_VALUE(x, 2) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"));
  }
}
