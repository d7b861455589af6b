package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.NearestName;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TextPosition;
import java.util.List;
import java.util.Optional;
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
  private static final Pattern NOT_CASTABLE =
      Pattern.compile("Cast function cannot convert value of type .*\\bJSON\\b.*");
  private static final String FUNCTION = "No match found for function signature ";

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
    Matcher object = OBJECT.matcher(message);
    Matcher table = TABLE.matcher(message);
    Matcher column = COLUMN.matcher(message);
    if (object.matches()) {
      return table(
          object.group(1), Optional.ofNullable(object.group(3)), !isTable(object.group(1)));
    } else if (table.matches()) {
      return table(table.group(1), Optional.empty(), false);
    } else if (column.matches()) {
      String name = column.group(1);
      return misspelt(
          ErrorCode.COLUMN_NOT_FOUND, "column '" + name + "' does not exist", name, columns());
    } else if (message.startsWith(FUNCTION)) {
      return new QueryException(
          ErrorCode.FUNCTION_NOT_FOUND, "no function " + message.substring(FUNCTION.length()));
    } else if (message.startsWith("Cannot apply") || message.contains("type mismatch")) {
      String advice = message.contains("<JSON>") ? "; " + JsonUse.ADVICE : "";
      return new QueryException(ErrorCode.TYPE_MISMATCH, readable(message) + advice);
    }
    return NOT_CASTABLE.matcher(message).matches()
        ? new QueryException(ErrorCode.TYPE_MISMATCH, message + "; " + JsonUse.CASTS)
        : new QueryException(ErrorCode.SEMANTIC_ERROR, readable(message));
  }

  private QueryException table(String name, Optional<String> schema, boolean isQualifier) {
    if (schema.isEmpty() && isQualifier) {
      return misspelt(
          ErrorCode.TABLE_NOT_FOUND, "schema '" + name + "' does not exist", name, schemas());
    }
    String wanted = schema.map(s -> s + "." + name).orElse(name);
    Stream<String> candidates =
        catalog.names().map(t -> wanted.contains(".") ? t.toString() : t.table());
    return misspelt(
        ErrorCode.TABLE_NOT_FOUND, "table '" + wanted + "' does not exist", wanted, candidates);
  }

  /** Whether a table of some schema has nearly that name: then the schema was forgotten. */
  private boolean isTable(String name) {
    List<String> tables = catalog.names().map(TableName::table).toList();
    return NearestName.of(name, tables).isPresent();
  }

  private Stream<String> schemas() {
    return catalog.names().map(TableName::schema).distinct();
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
    return NearestName.of(wanted, candidates.toList())
        .map(
            near ->
                new QueryException(code, message + "; did you mean '" + near + "'?")
                    .with("nearest", near))
        .orElse(error);
  }

  private static String readable(String message) {
    return message.replaceAll("<([\\w(), ]+)>", "$1").replaceAll("\\s*\\R\\s*", " ");
  }
}
