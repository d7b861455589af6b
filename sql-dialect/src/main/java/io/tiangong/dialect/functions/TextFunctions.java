package io.tiangong.dialect.functions;

import java.util.List;

/** The library's functions of text. */
final class TextFunctions {

  private TextFunctions() {}

  static List<LibraryFunction> all() {
    Declaration in = new Declaration("Text");
    return List.of(
        in.function(
                "CONCAT(value, …)",
                "joins texts; NULL when one of them is",
                "CONCAT('a', 1, 'b'), CONCAT('a', NULL)")
            .takes("A*")
            .gives("T")
            .as("({||})"),
        in.function(
                "CONCAT_WS(separator, value, …)",
                "joins texts with a separator, without NULLs",
                "CONCAT_WS('-', 'a', NULL, 'b')")
            .takes("TA*")
            .gives("T")
            .as("CASE WHEN {0} IS NOT NULL THEN concat_ws({*}) END"),
        in.function("LEFT(text, n)", "the first n characters", "LEFT('中文字', 2), LEFT('abc', 9)")
            .takes("TI")
            .gives("T")
            .as("LEFT({0}, GREATEST(CAST({1} AS BIGINT), 0))"),
        in.function("RIGHT(text, n)", "the last n characters", "RIGHT('abc', 2), RIGHT('abc', 0)")
            .takes("TI")
            .gives("T")
            .as("RIGHT({0}, GREATEST(CAST({1} AS BIGINT), 0))"),
        in.function(
                "LPAD(text, length [, fill])",
                "fills up on the left; cuts what is longer",
                "LPAD('7', 3, '0'), LPAD('abcd', 2, '0')")
            .takes("TIT?")
            .gives("T")
            .as("LPAD({0}, CAST({1} AS INTEGER), ' ')", "LPAD({0}, CAST({1} AS INTEGER), {2})"),
        in.function(
                "RPAD(text, length [, fill])",
                "fills up on the right; cuts what is longer",
                "RPAD('7', 3, '0')")
            .takes("TIT?")
            .gives("T")
            .as("RPAD({0}, CAST({1} AS INTEGER), ' ')", "RPAD({0}, CAST({1} AS INTEGER), {2})"),
        in.function("LTRIM(text)", "without spaces at the left", "LTRIM('  a ')")
            .takes("T")
            .gives("T")
            .as("LTRIM({0}, ' ')"),
        in.function("RTRIM(text)", "without spaces at the right", "RTRIM(' a  ') || '|'")
            .takes("T")
            .gives("T")
            .as("RTRIM({0}, ' ')"),
        in.function("REVERSE(text)", "backwards", "REVERSE('abc')")
            .takes("T")
            .gives("T")
            .as("REVERSE({0})"),
        in.function("REPEAT(text, n)", "n times", "REPEAT('ab', 3), REPEAT('ab', 0)")
            .takes("TI")
            .gives("T")
            .as("REPEAT({0}, CAST({1} AS BIGINT))"),
        in.function(
                "LOCATE(part, text [, from])",
                "position of a part, from 1; 0 when it is not there",
                "LOCATE('c', 'abcc'), LOCATE('c', 'abcc', 4), LOCATE('x', 'abc')")
            .takes("TTI?")
            .gives("I")
            .as(
                "CAST(STRPOS({1}, {0}) AS INTEGER)",
                "list_transform([{row}], lambda r: CASE WHEN r.c < 1 THEN 0 WHEN strpos(substring(r.b, r.c), r.a) = 0 THEN 0 ELSE CAST(strpos(substring(r.b, r.c), r.a) + r.c - 1 AS INTEGER) END)[1]"),
        in.function(
                "INSTR(text, part)",
                "position of a part, from 1; 0 when it is not there",
                "INSTR('abc', 'c')")
            .takes("TT")
            .gives("I")
            .as("CAST(STRPOS({0}, {1}) AS INTEGER)"),
        in.function(
                "SUBSTR(text, from [, length])",
                "a part, from 1; a negative start counts from the end",
                "SUBSTR('abcdef', 2, 3), SUBSTR('abcdef', -2)")
            .takes("TII?")
            .gives("T")
            .as(
                "SUBSTRING({0}, CAST({1} AS BIGINT))",
                "SUBSTRING({0}, CAST({1} AS BIGINT), CAST({2} AS BIGINT))"),
        in.function("MID(text, from, length)", "a part, from 1", "MID('abcdef', 2, 3)")
            .takes("TII")
            .gives("T")
            .as("SUBSTRING({0}, CAST({1} AS BIGINT), CAST({2} AS BIGINT))"),
        in.function(
                "SUBSTRING_INDEX(text, separator, n)",
                "what stands before the n-th separator; with negative n behind the n-th from the end",
                "SUBSTRING_INDEX('a.b.c', '.', 2), SUBSTRING_INDEX('a.b.c', '.', -1), SUBSTRING_INDEX('a.b.c', '.', 9)")
            .takes("TTI")
            .gives("T")
            .as(
                "list_transform([{row}], lambda r: CASE WHEN r.b = '' OR r.c = 0 THEN '' WHEN r.c > 0 THEN list_reduce(list_slice(string_split(r.a, r.b), 1, r.c), lambda x, y: x || r.b || y) ELSE list_reduce(list_slice(string_split(r.a, r.b), greatest(r.c, -len(string_split(r.a, r.b))), -1), lambda x, y: x || r.b || y) END)[1]"),
        in.function(
                "FIND_IN_SET(text, list)",
                "position in a list that is separated by commas; 0 when it is not there",
                "FIND_IN_SET('b', 'a,b,c'), FIND_IN_SET('x', 'a,b,c'), FIND_IN_SET(NULL, 'a')")
            .takes("TT")
            .gives("I")
            .as(
                "CAST(COALESCE(list_position(string_split({1}, ','), {0}), CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN 0 END) AS INTEGER)"),
        in.function(
                "FIELD(value, candidate, …)",
                "position among the candidates; 0 when it is not among them, or NULL",
                "FIELD('b', 'a', 'b'), FIELD(3, 1, 2)")
            .takes("AA*")
            .gives("I!")
            .as("CAST(COALESCE(list_position([{tail}], {0}), 0) AS INTEGER)"),
        in.function("ASCII(text)", "code point of the first character", "ASCII('A')")
            .takes("T")
            .gives("I")
            .as("CASE WHEN {0} = '' THEN 0 ELSE UNICODE({0}) END"),
        in.function("HEX(text)", "the bytes in hexadecimal digits", "HEX('añ')")
            .takes("T")
            .gives("T")
            .as("HEX({0})"),
        in.function(
                "UNHEX(text)",
                "the bytes that hexadecimal digits mean",
                "HEX(CAST(UNHEX('4142') AS VARCHAR))")
            .takes("T")
            .gives("X")
            .as("UNHEX({0})"),
        in.function("MD5(text)", "MD5 sum in hexadecimal digits", "MD5('a')")
            .takes("T")
            .gives("T")
            .as("MD5({0})"),
        in.function("SHA256(text)", "SHA-256 sum in hexadecimal digits", "LEFT(SHA256('a'), 8)")
            .takes("T")
            .gives("T")
            .as("SHA256({0})"),
        in.function("LENGTH(text)", "number of bytes", "LENGTH('中文'), CHAR_LENGTH('中文')")
            .takes("T")
            .gives("I")
            .as("CAST(STRLEN({0}) AS INTEGER)"),
        in.function("SPACE(n)", "n spaces", "SPACE(2) || '|'")
            .takes("I")
            .gives("T")
            .as("REPEAT(' ', CAST({0} AS BIGINT))"),
        in.function("LCASE(text)", "lower case", "LCASE('Ab')")
            .takes("T")
            .gives("T")
            .as("LOWER({0})"),
        in.function("UCASE(text)", "upper case", "UCASE('Ab')")
            .takes("T")
            .gives("T")
            .as("UPPER({0})"),
        in.function("REPLACE(text, part, by)", "every part replaced", "REPLACE('abcb', 'b', 'x')")
            .takes("TTT")
            .gives("T")
            .as("REPLACE({0}, {1}, {2})"),
        in.function(
                "REGEXP_LIKE(text, pattern)",
                "whether a part of the text matches (RE2 syntax)",
                "REGEXP_LIKE('abc', 'b.'), REGEXP_LIKE('abc', '^b')")
            .takes("TT")
            .gives("B")
            .as("REGEXP_MATCHES({0}, {1})"),
        in.function(
                "REGEXP_REPLACE(text, pattern, by)",
                "every match replaced; \\1 is the first group",
                "REGEXP_REPLACE('a1b22', '[0-9]+', '#')")
            .takes("TTT")
            .gives("T")
            .as("REGEXP_REPLACE({0}, {1}, {2}, 'g')"),
        in.function(
                "REGEXP_SUBSTR(text, pattern)",
                "the first match; NULL when there is none",
                "REGEXP_SUBSTR('ab12', '[0-9]+'), REGEXP_SUBSTR('ab', '[0-9]+')")
            .takes("TT")
            .gives("T?")
            .as("NULLIF(REGEXP_EXTRACT({0}, {1}), '')"));
  }
}
