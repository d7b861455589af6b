package io.tiangong.dialect.functions;

import java.util.List;

/** The library's functions of numbers. */
final class NumberFunctions {

  private NumberFunctions() {}

  static List<LibraryFunction> all() {
    Declaration in = new Declaration("Numbers");
    return List.of(
        in.function(
                "TRUNCATE(number [, digits])",
                "cut behind the digits",
                "TRUNCATE(1.239, 2), TRUNCATE(-1.5e0)")
            .takes("NI?")
            .gives("0")
            .as("TRUNC({0})", "TRUNC({0}, CAST({1} AS INTEGER))"),
        in.function(
                "LOG([base,] number)",
                "logarithm, natural without a base; an error for 0 and below",
                "LOG(1), LOG(2, 8)")
            .takes("NN?")
            .gives("F?")
            .finite()
            .as("LN(CAST({0} AS DOUBLE))", "(LN(CAST({1} AS DOUBLE)) / LN(CAST({0} AS DOUBLE)))"),
        in.function("LOG10(number)", "decimal logarithm; an error for 0 and below", "LOG10(1000)")
            .takes("N")
            .gives("F")
            .as("LOG10(CAST({0} AS DOUBLE))"),
        in.function("LOG2(number)", "binary logarithm; an error for 0 and below", "LOG2(8)")
            .takes("N")
            .gives("F")
            .as("LOG2(CAST({0} AS DOUBLE))"),
        in.function("LN(number)", "natural logarithm; an error for 0 and below", "LN(1)")
            .takes("N")
            .gives("F")
            .as("LN(CAST({0} AS DOUBLE))"),
        in.function("EXP(number)", "power of e; an error when it leaves the range", "EXP(0)")
            .takes("N")
            .gives("F")
            .finite()
            .as("EXP(CAST({0} AS DOUBLE))"),
        in.function(
                "POWER(number, exponent)",
                "power; an error when it leaves the range or is no number",
                "POWER(2, 10), POWER(4, 0.5)")
            .takes("NN")
            .gives("F")
            .finite()
            .as("POWER(CAST({0} AS DOUBLE), CAST({1} AS DOUBLE))"),
        in.function("POW(number, exponent)", "POWER", "POW(2, 3)")
            .takes("NN")
            .gives("F")
            .finite()
            .as("POWER(CAST({0} AS DOUBLE), CAST({1} AS DOUBLE))"),
        in.function("SQRT(number)", "square root; an error below 0", "SQRT(16)")
            .takes("N")
            .gives("F")
            .as("SQRT(CAST({0} AS DOUBLE))"),
        in.function("CBRT(number)", "cube root", "ROUND(CBRT(27), 6)")
            .takes("N")
            .gives("F")
            .as("CBRT(CAST({0} AS DOUBLE))"),
        in.function("SIGN(number)", "-1, 0 or 1", "SIGN(-2.5), SIGN(0)")
            .takes("N")
            .gives("I")
            .as("CAST(SIGN({0}) AS INTEGER)"),
        in.function("SIN(number)", "sine", "SIN(0)")
            .takes("N")
            .gives("F")
            .as("SIN(CAST({0} AS DOUBLE))"),
        in.function("COS(number)", "cosine", "COS(0)")
            .takes("N")
            .gives("F")
            .as("COS(CAST({0} AS DOUBLE))"),
        in.function("TAN(number)", "tangent", "TAN(0)")
            .takes("N")
            .gives("F")
            .as("TAN(CAST({0} AS DOUBLE))"),
        in.function("ASIN(number)", "arc sine; an error outside of -1 to 1", "ASIN(0)")
            .takes("N")
            .gives("F")
            .as("ASIN(CAST({0} AS DOUBLE))"),
        in.function("ACOS(number)", "arc cosine; an error outside of -1 to 1", "ACOS(1)")
            .takes("N")
            .gives("F")
            .as("ACOS(CAST({0} AS DOUBLE))"),
        in.function("ATAN(number)", "arc tangent", "ATAN(0)")
            .takes("N")
            .gives("F")
            .as("ATAN(CAST({0} AS DOUBLE))"),
        in.function("COT(number)", "cotangent", "ROUND(COT(1), 6)")
            .takes("N")
            .gives("F")
            .finite()
            .as("COT(CAST({0} AS DOUBLE))"),
        in.function("DEGREES(number)", "radians in degrees", "DEGREES(0)")
            .takes("N")
            .gives("F")
            .finite()
            .as("DEGREES(CAST({0} AS DOUBLE))"),
        in.function("RADIANS(number)", "degrees in radians", "ROUND(RADIANS(180), 6)")
            .takes("N")
            .gives("F")
            .as("RADIANS(CAST({0} AS DOUBLE))"),
        in.function("ATAN2(y, x)", "angle of a point", "ATAN2(0, 1)")
            .takes("NN")
            .gives("F")
            .as("ATAN2(CAST({0} AS DOUBLE), CAST({1} AS DOUBLE))"),
        in.function("PI()", "3.14…", "ROUND(PI(), 4)").takes("").gives("F!").as("PI()"),
        in.function(
                "GREATEST(value, …)",
                "the largest; NULL when one is NULL",
                "GREATEST(1, 3, 2), GREATEST(1, NULL)")
            .takes("AA*")
            .gives("C")
            .as("CASE WHEN list_count([{*}]) = {n} THEN GREATEST({*}) END"),
        in.function(
                "LEAST(value, …)",
                "the least; NULL when one is NULL",
                "LEAST(1, 3, 2), LEAST('b', 'a')")
            .takes("AA*")
            .gives("C")
            .as("CASE WHEN list_count([{*}]) = {n} THEN LEAST({*}) END"),
        in.function(
                "ABS(number)",
                "without its sign; an error when it leaves the range",
                "ABS(-5), ABS(-1.5)")
            .takes("N")
            .gives("W")
            .as("ABS({0})"));
  }
}
