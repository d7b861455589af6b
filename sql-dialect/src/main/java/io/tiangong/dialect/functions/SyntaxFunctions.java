package io.tiangong.dialect.functions;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;

/**
 * What the library lists but does not make: Calcite's functions, aggregates, forms of their own.
 */
final class SyntaxFunctions {

  private SyntaxFunctions() {}

  private static LibraryFunction of(
      String group, String signature, String summary, String example, SqlOperator... operators) {
    return new LibraryFunction(group, signature, summary, example, List.of(operators));
  }

  static List<LibraryFunction> all() {
    return List.of(
        of("Text", "UPPER(text)", "upper case", "UPPER('é')"),
        of("Text", "LOWER(text)", "lower case", "LOWER('AB')"),
        of("Text", "CHAR_LENGTH(text)", "number of characters", "CHAR_LENGTH('中文')"),
        of(
            "Text",
            "SUBSTRING(text FROM start [FOR length])",
            "a part, from 1",
            "SUBSTRING('abcdef' FROM 2 FOR 3), SUBSTRING('abcdef', 2)"),
        of(
            "Text",
            "TRIM([BOTH | LEADING | TRAILING] [characters FROM] text)",
            "without characters at the ends",
            "TRIM('  x '), TRIM(LEADING 'x' FROM 'xxa'), TRIM('x' FROM 'xax')"),
        of(
            "Text",
            "POSITION(part IN text)",
            "position of a part, from 1; 0 when it is not there",
            "POSITION('c' IN 'abc')"),
        of(
            "Conditions",
            "IF(condition, then, else)",
            "one of two values; an unknown condition counts as false",
            "IF(1 < 2, 'yes', 'no'), IF(NULL, 1, 2)"),
        of(
            "Conditions",
            "IFNULL(value, otherwise)",
            "the value, or the other one when it is NULL",
            "IFNULL(NULL, 3)"),
        of(
            "Conditions",
            "COALESCE(value, …)",
            "the first that is not NULL",
            "COALESCE(NULL, 2, 3)"),
        of(
            "Conditions",
            "NULLIF(value, other)",
            "NULL when both are equal, else the value",
            "NULLIF(1, 1), NULLIF(2, 1)"),
        of(
            "Conditions",
            "CAST(value AS type)",
            "another type; an error when the value has none",
            "CAST('12' AS INTEGER), CAST(1.5 AS INTEGER)"),
        of(
            "Conditions",
            "TRY_CAST(value AS type)",
            "another type, NULL when the value has none",
            "TRY_CAST('x' AS INTEGER)"),
        of(
            "Numbers",
            "ROUND(number [, digits])",
            "rounded half away from zero",
            "ROUND(2.5), ROUND(-2.345, 2)"),
        of("Numbers", "FLOOR(number)", "the largest integer below", "FLOOR(-1.5)"),
        of("Numbers", "CEIL(number)", "the least integer above", "CEIL(1.2)"),
        of("Numbers", "MOD(a, b)", "the remainder; NULL when b is 0", "MOD(7, 4), MOD(7, 0)"),
        of(
            "Dates and times",
            "EXTRACT(unit FROM date)",
            "a part of a date",
            "EXTRACT(YEAR FROM DATE '2026-11-11')"),
        of(
            "Dates and times",
            "FLOOR(date TO unit)",
            "the start of the unit",
            "FLOOR(DATE '2026-11-11' TO MONTH)"),
        of(
            "Dates and times",
            "DATE_ADD(date, INTERVAL n unit)",
            "later",
            "DATE_ADD(DATE '2026-01-31', INTERVAL 1 MONTH), DATE_ADD(TIMESTAMP '2026-01-01 00:00:00', INTERVAL 90 MINUTE)"),
        of(
            "Dates and times",
            "DATE_SUB(date, INTERVAL n unit)",
            "earlier",
            "DATE_SUB(DATE '2026-03-01', INTERVAL 1 DAY)"),
        of(
            "Dates and times",
            "TIMESTAMPADD(unit, n, date)",
            "later by n units",
            "TIMESTAMPADD(DAY, 3, DATE '2026-01-01')"),
        of(
            "Dates and times",
            "TIMESTAMPDIFF(unit, earlier, later)",
            "whole units between",
            "TIMESTAMPDIFF(DAY, DATE '2026-01-01', DATE '2026-01-11'), TIMESTAMPDIFF(HOUR, TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 01:59:00')"),
        of(
            "Aggregates",
            "COUNT([DISTINCT] value)",
            "number of values that are not NULL",
            "COUNT(*), COUNT(DISTINCT x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "SUM([DISTINCT] number)",
            "sum; an error when it leaves the range",
            "SUM(x), SUM(DISTINCT x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "AVG([DISTINCT] number)",
            "mean, DOUBLE",
            "AVG(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "MIN(value)",
            "the least",
            "MIN(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "MAX(value)",
            "the largest",
            "MAX(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "ANY_VALUE(value)",
            "some value that is not NULL",
            "ANY_VALUE(1) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "STDDEV_SAMP(number)",
            "standard deviation of a sample",
            "ROUND(STDDEV_SAMP(x), 6) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "STDDEV_POP(number)",
            "standard deviation",
            "ROUND(STDDEV_POP(x), 6) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "VAR_SAMP(number)",
            "variance of a sample",
            "VAR_SAMP(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "VAR_POP(number)",
            "variance",
            "VAR_POP(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "STDDEV(number)",
            "STDDEV_SAMP",
            "ROUND(STDDEV(x), 6) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "VARIANCE(number)",
            "VAR_SAMP",
            "VARIANCE(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "BIT_AND(integer)",
            "bits that all have",
            "BIT_AND(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "BIT_OR(integer)",
            "bits that some have",
            "BIT_OR(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "BIT_XOR(integer)",
            "bits that an odd number has",
            "BIT_XOR(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "APPROX_COUNT_DISTINCT(value)",
            "number of different values, within a few percent",
            "APPROX_COUNT_DISTINCT(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "MEDIAN(number)",
            "the median, DOUBLE",
            "MEDIAN(x) FROM (VALUES (1), (2), (2), (4)) AS t(x)",
            TgAggregates.MEDIAN),
        of(
            "Aggregates",
            "APPROX_PERCENTILE(number, fraction)",
            "a percentile, approximate, DOUBLE",
            "APPROX_PERCENTILE(x, 0.5) FROM (VALUES (1), (2), (2), (4)) AS t(x)",
            TgAggregates.APPROX_PERCENTILE),
        of(
            "Aggregates",
            "PERCENTILE_CONT(fraction) WITHIN GROUP (ORDER BY number)",
            "a percentile in the type of the column; interpolated where that is DOUBLE",
            "PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY CAST(x AS DOUBLE)) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "GROUP_CONCAT([DISTINCT] text [ORDER BY …] [SEPARATOR 's'])",
            "texts joined; the separator is a comma",
            "GROUP_CONCAT(CAST(x AS VARCHAR) ORDER BY x DESC SEPARATOR ';') FROM (VALUES (1), (2), (2), (4)) AS t(x)",
            SqlLibraryOperators.GROUP_CONCAT),
        of(
            "Aggregates",
            "LISTAGG(text, separator) WITHIN GROUP (ORDER BY …)",
            "texts joined",
            "LISTAGG(CAST(x AS VARCHAR), '-') WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4)) AS t(x)"),
        of(
            "Aggregates",
            "STRING_AGG(text, separator [ORDER BY …])",
            "texts joined",
            "STRING_AGG(CAST(x AS VARCHAR), '-' ORDER BY x) FROM (VALUES (1), (2), (2), (4)) AS t(x)",
            SqlLibraryOperators.STRING_AGG),
        of(
            "Aggregates",
            "GROUPING(key, …)",
            "one bit per key: 1 in rows that sum up over all of its values",
            "GROUPING(x), COUNT(*) FROM (VALUES (1), (2), (2), (4)) AS t(x) GROUP BY ROLLUP(x) ORDER BY 1, 2"),
        of("Dates and times", "CURRENT_DATE", "today, in UTC", "CURRENT_DATE >= DATE '2026-01-01'"),
        of(
            "Dates and times",
            "CURRENT_TIMESTAMP",
            "now, in UTC",
            "CURRENT_TIMESTAMP >= TIMESTAMP '2026-01-01 00:00:00'"));
  }
}
