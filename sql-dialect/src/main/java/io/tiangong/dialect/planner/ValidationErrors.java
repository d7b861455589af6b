package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteContextException;

/** Turns the validator's complaints into typed errors that name the nearest real name. */
final class ValidationErrors {

  private static final Pattern OBJECT =
      Pattern.compile("Object '(.*?)' not found( within '(.*)')?.*");
  private static final Pattern TABLE = Pattern.compile("Table '(.*?)' not found.*");
  private static final Pattern COLUMN =
      Pattern.compile("Column '(.*?)' not found in (any table|table '(.*)').*");
  private static final Pattern FUNCTION =
      Pattern.compile("No match found for function signature (.*?)\\(.*");

  private final Catalog catalog;

  ValidationErrors(Catalog catalog) {
    this.catalog = catalog;
  }

  QueryException translate(CalciteContextException error) {
    Throwable cause = error.getCause();
    String message = cause == null ? error.getMessage() : cause.getMessage();
    return typed(String.valueOf(message)).at(position(error));
  }

  static TextPosition position(CalciteContextException error) {
    return new TextPosition(Math.max(1, error.getPosLine()), Math.max(1, error.getPosColumn()));
  }

  private QueryException typed(String message) {
    Matcher m;
    if ((m = OBJECT.matcher(message)).matches() || (m = TABLE.matcher(message)).matches()) {
      return table(m.group(1), message);
    } else if ((m = COLUMN.matcher(message)).matches()) {
      return misspelt(
          ErrorCode.COLUMN_NOT_FOUND,
          "column '" + m.group(1) + "' does not exist",
          m.group(1),
          columns());
    } else if ((m = FUNCTION.matcher(message)).matches()) {
      return new QueryException(
          ErrorCode.FUNCTION_NOT_FOUND,
          "no function " + message.substring("No match found for function signature ".length()));
    } else if (message.startsWith("Cannot apply") || message.contains("type mismatch")) {
      return new QueryException(ErrorCode.TYPE_MISMATCH, readable(message));
    }
    return new QueryException(ErrorCode.SEMANTIC_ERROR, readable(message));
  }

  private QueryException table(String name, String message) {
    Matcher within = OBJECT.matcher(message);
    String schema = within.matches() && within.group(3) != null ? within.group(3) + "." : "";
    String wanted = schema + name;
    Stream<String> candidates =
        catalog.tables().keySet().stream()
            .map(t -> wanted.contains(".") ? t.toString() : t.table());
    return misspelt(
        ErrorCode.TABLE_NOT_FOUND, "table '" + wanted + "' does not exist", wanted, candidates);
  }

  private Stream<String> columns() {
    return catalog.tables().values().stream()
        .flatMap(t -> t.handle().definition().columns().stream())
        .map(Column::name)
        .distinct();
  }

  private static QueryException misspelt(
      ErrorCode code, String message, String wanted, Stream<String> candidates) {
    QueryException error = new QueryException(code, message);
    return io.tiangong.dialect.catalog.NearestName.of(wanted, candidates.toList())
        .map(
            near ->
                new QueryException(code, message + "; did you mean '" + near + "'?")
                    .with("nearest", near))
        .orElse(error);
  }

  private static String readable(String message) {
    return message.replace("<", "").replace(">", "").replaceAll("\\s*\\R\\s*", " ");
  }
}
