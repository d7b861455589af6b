package io.tiangong.mysql;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one mapping of the driver's exceptions to {@link QueryException}. */
final class MySqlFaults {

  private static final Map<Integer, ErrorCode> BY_NUMBER =
      Map.ofEntries(
          Map.entry(1264, ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE), // ER_WARN_DATA_OUT_OF_RANGE
          Map.entry(1690, ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE), // ER_DATA_OUT_OF_RANGE
          Map.entry(1916, ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE), // ER_DATA_OVERFLOW
          Map.entry(1040, ErrorCode.OVERLOADED), // ER_CON_COUNT_ERROR
          Map.entry(1203, ErrorCode.OVERLOADED), // ER_TOO_MANY_USER_CONNECTIONS
          Map.entry(1226, ErrorCode.OVERLOADED), // ER_USER_LIMIT_REACHED
          Map.entry(1205, ErrorCode.OVERLOADED), // ER_LOCK_WAIT_TIMEOUT
          Map.entry(1213, ErrorCode.OVERLOADED), // ER_LOCK_DEADLOCK
          Map.entry(1053, ErrorCode.SOURCE_UNAVAILABLE), // ER_SERVER_SHUTDOWN
          Map.entry(1927, ErrorCode.SOURCE_UNAVAILABLE), // ER_CONNECTION_KILLED
          Map.entry(1969, ErrorCode.DEADLINE_EXCEEDED), // ER_STATEMENT_TIMEOUT of MariaDB
          Map.entry(3024, ErrorCode.DEADLINE_EXCEEDED), // ER_QUERY_TIMEOUT of MySQL
          Map.entry(1153, ErrorCode.STATEMENT_TOO_LARGE), // ER_NET_PACKET_TOO_LARGE
          Map.entry(1390, ErrorCode.STATEMENT_TOO_LARGE)); // ER_PS_MANY_PARAM

  private static final String CONNECTION_CLASS = "08";

  private MySqlFaults() {}

  /** A fault that came before or instead of an answer of the source. */
  static QueryException of(String source, SQLException fault) {
    SQLException root = root(fault);
    ErrorCode code = BY_NUMBER.get(root.getErrorCode());
    if (code == null) {
      boolean unreachable = breaksConnection(root) || gaveNoConnection(fault, root);
      code = unreachable ? ErrorCode.SOURCE_UNAVAILABLE : ErrorCode.SOURCE_ERROR;
    }
    String what =
        code == ErrorCode.SOURCE_UNAVAILABLE ? " can't be reached: " : " answered with an error: ";
    QueryException told =
        new QueryException(code, "source " + source + what + root.getMessage(), root);
    return isOfServer(root) ? told.with("errno", Integer.toString(root.getErrorCode())) : told;
  }

  /** Whether the connection can be used again: a message of the server ends an answer properly. */
  static boolean leavesConnectionUsable(SQLException fault) {
    return isOfServer(fault) && !breaksConnection(fault);
  }

  private static boolean isOfServer(SQLException fault) {
    return fault.getErrorCode() > 0;
  }

  private static boolean breaksConnection(SQLException fault) {
    String state = fault.getSQLState();
    return state != null && state.startsWith(CONNECTION_CLASS);
  }

  /** The pool had no connection to give, and not because the server said so. */
  private static boolean gaveNoConnection(SQLException fault, SQLException root) {
    return fault instanceof SQLTransientConnectionException && !isOfServer(root);
  }

  /** The pool wraps what the driver said. */
  private static SQLException root(SQLException fault) {
    SQLException root = fault;
    @Nullable Throwable cause = fault.getCause();
    while (cause instanceof SQLException inner) {
      root = inner;
      cause = inner.getCause();
    }
    return root;
  }
}
