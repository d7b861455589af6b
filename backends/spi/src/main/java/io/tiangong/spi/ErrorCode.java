package io.tiangong.spi;

/** The stable names and numbers of everything that can go wrong. Numbers are never reused. */
public enum ErrorCode {
  SYNTAX_ERROR(1001, ErrorKind.USER, "42601", false),
  TABLE_NOT_FOUND(1002, ErrorKind.USER, "42P01", false),
  COLUMN_NOT_FOUND(1003, ErrorKind.USER, "42703", false),
  FUNCTION_NOT_FOUND(1004, ErrorKind.USER, "42883", false),
  TYPE_MISMATCH(1005, ErrorKind.USER, "42804", false),
  SEMANTIC_ERROR(1006, ErrorKind.USER, "42000", false),
  NOT_SUPPORTED(1007, ErrorKind.USER, "0A000", false),
  INVALID_PARAMETER(1008, ErrorKind.USER, "22023", false),
  NUMERIC_VALUE_OUT_OF_RANGE(1009, ErrorKind.USER, "22003", false),
  INVALID_CAST(1010, ErrorKind.USER, "22018", false),
  INVALID_REQUEST(1011, ErrorKind.USER, "08P01", false),
  CATALOG_INVALID(1012, ErrorKind.USER, "F0000", false),
  CONFIG_INVALID(1013, ErrorKind.USER, "F0000", false),
  QUERY_NOT_FOUND(1014, ErrorKind.USER, "HY000", false),
  UNAUTHENTICATED(1101, ErrorKind.USER, "28000", false),
  PERMISSION_DENIED(1102, ErrorKind.USER, "42501", false),
  TOKEN_EXPIRED(1103, ErrorKind.USER, "28000", false),
  CANCELLED(1201, ErrorKind.USER, "57014", false),
  DEADLINE_EXCEEDED(1202, ErrorKind.USER, "57014", false),

  ROW_LIMIT_EXCEEDED(2001, ErrorKind.RESOURCE, "54000", false),
  MEMORY_LIMIT_EXCEEDED(2002, ErrorKind.RESOURCE, "53200", false),
  STATEMENT_TOO_LARGE(2003, ErrorKind.RESOURCE, "54001", false),
  RATE_LIMITED(2004, ErrorKind.RESOURCE, "53300", true),
  OVERLOADED(2005, ErrorKind.RESOURCE, "53300", true),

  SOURCE_UNAVAILABLE(3001, ErrorKind.SOURCE, "08001", true),
  SOURCE_ERROR(3002, ErrorKind.SOURCE, "58000", false),
  /** A stored cell or field can't be read as its declared type. */
  DATA_CORRUPT(3003, ErrorKind.SOURCE, "22000", false),

  SHUTTING_DOWN(4001, ErrorKind.RESOURCE, "57P01", true),
  INTERNAL(5001, ErrorKind.INTERNAL, "XX000", false);

  private final int number;
  private final ErrorKind kind;
  private final String sqlState;
  private final boolean retryable;

  ErrorCode(int number, ErrorKind kind, String sqlState, boolean retryable) {
    this.number = number;
    this.kind = kind;
    this.sqlState = sqlState;
    this.retryable = retryable;
  }

  public int number() {
    return number;
  }

  public ErrorKind kind() {
    return kind;
  }

  public String sqlState() {
    return sqlState;
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
