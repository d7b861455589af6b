package io.tiangong.dialect.functions;

import java.util.List;

/** The library's functions of JSON texts. */
final class JsonFunctions {

  private JsonFunctions() {}

  static List<LibraryFunction> all() {
    Declaration in = new Declaration("JSON");
    return List.of(
        in.function(
                "JSON_EXTRACT(json, path)",
                "the value at a path, as JSON; NULL when it is not there",
                "JSON_EXTRACT('{\"a\": {\"b\": \"x\"}}', '$.a.b'), JSON_EXTRACT('{}', '$.a')")
            .takes("JT")
            .gives("J?")
            .as("TG_JSON_PART(CAST(JSON_EXTRACT({0}, {1}) AS VARCHAR))"),
        in.function(
                "JSON_UNQUOTE(json)",
                "a JSON string as text",
                "JSON_UNQUOTE('\"x\"'), JSON_UNQUOTE('x')")
            .takes("J")
            .gives("T")
            .as("CASE WHEN LEFT({0}, 1) = '\"' THEN JSON_EXTRACT_STRING({0}, '$') ELSE {0} END"),
        in.function(
                "JSON_EXTRACT_STRING(json, path)",
                "the value at a path, strings without quotes",
                "JSON_EXTRACT_STRING('{\"a\": \"x\"}', '$.a')")
            .takes("JT")
            .gives("T?")
            .as("JSON_EXTRACT_STRING({0}, {1})"),
        in.function(
                "JSON_VALUE(json, path [RETURNING type])",
                "the string, number or boolean at a path, as text or as a type; NULL when there is none",
                "JSON_VALUE('{\"a\": [1, \"x\"]}', '$.a[1]'), JSON_VALUE('{\"a\": [1]}', '$.a[0]' RETURNING BIGINT) + 1, JSON_VALUE('{\"a\": [1]}', '$.a')")
            .takes("JT")
            .gives("T?")
            .as(
                "list_transform([{row}], lambda r: CASE WHEN json_type(r.a, r.b) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL ELSE json_extract_string(r.a, r.b) END)[1]"),
        in.function(
                "JSON_VALID(text)", "whether a text is JSON", "JSON_VALID('{}'), JSON_VALID('{')")
            .takes("J")
            .gives("B")
            .as("TG_IS_JSON({0})"),
        in.function("JSON_LENGTH(json)", "number of elements of an array", "JSON_LENGTH('[1, 2]')")
            .takes("J")
            .gives("L?")
            .as("JSON_ARRAY_LENGTH({0})"));
  }
}
