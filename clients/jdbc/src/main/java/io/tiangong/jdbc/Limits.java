package io.tiangong.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Checks of what statements and connections are told. */
final class Limits {

  /** Longer ones would overflow Avatica's milliseconds. */
  private static final int LONGEST_TIMEOUT = Integer.MAX_VALUE / 1000;

  private Limits() {}

  static int timeout(int seconds) throws SQLException {
    atLeastZero("queryTimeout", seconds);
    return Math.min(seconds, LONGEST_TIMEOUT);
  }

  static long atLeastZero(String what, long number) throws SQLException {
    if (number < 0) {
      throw SqlErrors.invalid(what + " must not be negative, as is " + number);
    }
    return number;
  }

  static void noFieldSize(int max) throws SQLException {
    if (atLeastZero("maxFieldSize", max) > 0) {
      throw SqlErrors.unsupported("fields are never cut; use LEFT(text, n) in the query");
    }
  }

  static void forwardOnly(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD) {
      throw SqlErrors.unsupported("rows are fetched forward only");
    }
  }

  static void requireNoKeys(int keys) throws SQLException {
    if (keys != Statement.NO_GENERATED_KEYS) {
      throw SqlErrors.unsupported("Tiangong answers queries; there are no generated keys");
    }
  }

  static SQLException noUpdates() {
    return SqlErrors.unsupported("Tiangong answers queries; use executeQuery or execute");
  }

  static SQLException noBatches() {
    return SqlErrors.unsupported(
        "batches are for updates and Tiangong answers queries; run each query by itself, or ask for"
            + " many keys in one with IN (…)");
  }
}
