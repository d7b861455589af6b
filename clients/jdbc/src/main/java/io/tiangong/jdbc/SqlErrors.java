package io.tiangong.jdbc;

import io.tiangong.client.TiangongException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;

/**
 * The one mapping of errors to {@link SQLException}: the gateway's SQLSTATE and number, the query's
 * id in the message, the JDBC subclass by SQLSTATE, the {@link TiangongException} as the cause.
 */
final class SqlErrors {

  private static final int SYNTAX_ERROR = 1001;
  private static final int COLUMN_NOT_FOUND = 1003;
  private static final int TYPE_MISMATCH = 1005;
  private static final int NOT_SUPPORTED = 1007;
  private static final int INVALID_PARAMETER = 1008;
  private static final int OUT_OF_RANGE = 1009;
  private static final int CLOSED = 1201;

  private SqlErrors() {}

  static SQLException of(TiangongException error) {
    String query = error.queryId().isEmpty() ? "" : " (query " + error.queryId() + ")";
    String nearest = error.facts().getOrDefault("nearest", "");
    String hint = error.text().contains(nearest) ? "" : "; nearest: " + nearest;
    String text = error.getMessage() + hint + query;
    return typed(error, text, error.sqlState(), error.number());
  }

  private static SQLException typed(
      TiangongException error, String text, String state, int number) {
    if (error.code().equals("DEADLINE_EXCEEDED")) {
      return new SQLTimeoutException(text, state, number, error);
    }
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" ->
          error.retryable()
              ? new SQLTransientConnectionException(text, state, number, error)
              : new SQLNonTransientConnectionException(text, state, number, error);
      case "0A" -> unsupported(error, text, state, number);
      case "22" -> new SQLDataException(text, state, number, error);
      case "28" -> new SQLInvalidAuthorizationSpecException(text, state, number, error);
      case "42" ->
          error.code().equals("PERMISSION_DENIED")
              ? new SQLNonTransientException(text, state, number, error)
              : new SQLSyntaxErrorException(text, state, number, error);
      default ->
          error.retryable()
              ? new SQLTransientException(text, state, number, error)
              : new SQLNonTransientException(text, state, number, error);
    };
  }

  private static SQLException unsupported(
      TiangongException error, String text, String state, int number) {
    return new SQLFeatureNotSupportedException(text, state, number, error);
  }

  /** A method that can't be served; {@code what} says why or what to do instead. */
  static SQLException unsupported(String what) {
    return new SQLFeatureNotSupportedException(what, "0A000", NOT_SUPPORTED);
  }

  /** All that is wrong with how a connection was asked for. */
  static SQLException badOptions(List<String> problems) {
    return new SQLNonTransientConnectionException(
        "can't connect: " + String.join("; ", problems), "08001", INVALID_PARAMETER);
  }

  static SQLException connectionClosed() {
    return new SQLNonTransientConnectionException("the connection is closed", "08003", CLOSED);
  }

  static SQLException statementClosed() {
    return new SQLNonTransientException("the statement is closed", "HY010", CLOSED);
  }

  static SQLException resultSetClosed() {
    return new SQLNonTransientException("the result set is closed", "24000", CLOSED);
  }

  static SQLException notOnARow() {
    return new SQLNonTransientException(
        "not on a row: next() must have returned true", "24000", INVALID_PARAMETER);
  }

  static SQLException noColumn(String asked, List<String> known) {
    return new SQLSyntaxErrorException(
        "the result has no column " + asked + "; it has " + String.join(", ", known),
        "42703",
        COLUMN_NOT_FOUND);
  }

  static SQLException invalid(String message) {
    return new SQLDataException(message, "22023", INVALID_PARAMETER);
  }

  static SQLException outOfRange(String message) {
    return new SQLDataException(message, "22003", OUT_OF_RANGE);
  }

  static SQLException unreadable(String column, String type, String wanted) {
    return new SQLDataException(
        "column " + column + " is " + type + " and can't be read as " + wanted,
        "42804",
        TYPE_MISMATCH);
  }

  static SQLException badEscape(String message) {
    return new SQLSyntaxErrorException(message, "42601", SYNTAX_ERROR);
  }

  static SQLException wrongState(String message) {
    return new SQLNonTransientException(message, "25000", INVALID_PARAMETER);
  }
}
