package io.tiangong.dialect.functions;

import java.util.List;

/** The library's functions of dates and times. */
final class TemporalFunctions {

  private TemporalFunctions() {}

  static List<LibraryFunction> all() {
    Declaration in = new Declaration("Dates and times");
    return List.of(
        in.function("YEAR(date)", "the year as a number", "YEAR(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("(YEAR({0}))"),
        in.function("QUARTER(date)", "the quarter as a number", "QUARTER(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("(QUARTER({0}))"),
        in.function("MONTH(date)", "the month as a number", "MONTH(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("(MONTH({0}))"),
        in.function("DAY(date)", "the day as a number", "DAY(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("(DAY({0}))"),
        in.function("DAYOFMONTH(date)", "the day as a number", "DAYOFMONTH(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("(DAY({0}))"),
        in.function("DAYOFYEAR(date)", "the dayofyear as a number", "DAYOFYEAR(DATE '2026-02-01')")
            .takes("D")
            .gives("L")
            .as("(DAYOFYEAR({0}))"),
        in.function("HOUR(date)", "the hour as a number", "HOUR(TIMESTAMP '2026-11-11 10:20:30')")
            .takes("D")
            .gives("L")
            .as("(HOUR({0}))"),
        in.function(
                "MINUTE(date)", "the minute as a number", "MINUTE(TIMESTAMP '2026-11-11 10:20:30')")
            .takes("D")
            .gives("L")
            .as("(MINUTE({0}))"),
        in.function(
                "SECOND(date)", "the second as a number", "SECOND(TIMESTAMP '2026-11-11 10:20:30')")
            .takes("D")
            .gives("L")
            .as("(SECOND({0}))"),
        in.function(
                "MICROSECOND(date)",
                "the microsecond as a number",
                "MICROSECOND(TIMESTAMP '2026-11-11 10:20:30.5')")
            .takes("D")
            .gives("L")
            .as("(MICROSECOND({0}) % 1000000)"),
        in.function(
                "WEEK(date)",
                "ISO week, 1 to 53, Monday first",
                "WEEK(DATE '2026-01-01'), WEEK(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("WEEKOFYEAR({0})"),
        in.function("WEEKOFYEAR(date)", "ISO week, 1 to 53", "WEEKOFYEAR(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("WEEKOFYEAR({0})"),
        in.function(
                "DAYOFWEEK(date)", "1 for Sunday to 7 for Saturday", "DAYOFWEEK(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("(DAYOFWEEK({0}) + 1)"),
        in.function("WEEKDAY(date)", "0 for Monday to 6 for Sunday", "WEEKDAY(DATE '2026-11-11')")
            .takes("D")
            .gives("L")
            .as("(ISODOW({0}) - 1)"),
        in.function("DAYNAME(date)", "name of the day, in English", "DAYNAME(DATE '2026-11-11')")
            .takes("D")
            .gives("T")
            .as("DAYNAME({0})"),
        in.function(
                "MONTHNAME(date)", "name of the month, in English", "MONTHNAME(DATE '2026-11-11')")
            .takes("D")
            .gives("T")
            .as("MONTHNAME({0})"),
        in.function("LAST_DAY(date)", "the last day of the month", "LAST_DAY(DATE '2026-02-03')")
            .takes("D")
            .gives("D")
            .as("LAST_DAY({0})"),
        in.function(
                "DATE_FORMAT(date, format)",
                "as text; the format is a literal with MySQL's %-specifiers",
                "DATE_FORMAT(TIMESTAMP '2026-11-11 09:08:07', '%Y-%m-%d %H:%i:%s'), DATE_FORMAT(DATE '2026-01-05', '%e/%c/%y %W')")
            .takes("DT")
            .gives("T")
            .as("STRFTIME({0}, {1})"),
        in.function(
                "STR_TO_DATE(text, format)",
                "a TIMESTAMP from text; NULL when it does not fit the format",
                "STR_TO_DATE('11.11.2026', '%d.%m.%Y'), STR_TO_DATE('x', '%Y')")
            .takes("TT")
            .gives("S?")
            .as("TRY_STRPTIME({0}, {1})"),
        in.function(
                "DATEDIFF(later, earlier)",
                "days between two dates",
                "DATEDIFF(DATE '2026-11-11', DATE '2026-11-01')")
            .takes("DD")
            .gives("L")
            .as("DATE_DIFF('day', CAST({1} AS DATE), CAST({0} AS DATE))"),
        in.function("FROM_UNIXTIME(seconds)", "the TIMESTAMP in UTC", "FROM_UNIXTIME(0)")
            .takes("I")
            .gives("S")
            .as("MAKE_TIMESTAMP(CAST({0} AS BIGINT) * 1000000)"),
        in.function(
                "UNIX_TIMESTAMP(date)",
                "seconds since 1970, in UTC",
                "UNIX_TIMESTAMP(TIMESTAMP '1970-01-02 00:00:00')")
            .takes("D")
            .gives("L")
            .as("CAST(FLOOR(EPOCH_US(CAST({0} AS TIMESTAMP)) / 1000000) AS BIGINT)"),
        in.function("MAKEDATE(year, day)", "the day of a year", "MAKEDATE(2026, 32)")
            .takes("II")
            .gives("D")
            .as("(MAKE_DATE(CAST({0} AS BIGINT), 1, 1) + CAST({1} AS INTEGER) - 1)"),
        in.function("NOW()", "the start of the query, in UTC", "NOW() = NOW()")
            .takes("")
            .gives("S!")
            .as("CAST(NOW() AS TIMESTAMP)"),
        in.function("CURDATE()", "today, in UTC", "CURDATE() = CURRENT_DATE")
            .takes("")
            .gives("D!")
            .as("CURRENT_DATE"),
        in.function("TO_DATE(value)", "the date of a timestamp or text", "TO_DATE('2026-11-11')")
            .takes("A")
            .gives("D")
            .as("CAST({0} AS DATE)"));
  }
}
