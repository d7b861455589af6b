package io.tiangong.mysql;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TypeKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column as the server has it.
 *
 * @param dataType such as {@code decimal}, lower case
 * @param columnType such as {@code decimal(10,2) unsigned}, lower case
 * @param collation empty when it is not text
 * @param isShort whether it is text that the server sorts by as a whole: of what is longer than
 *     {@code max_sort_length} it sees the begin only
 */
record ServerColumn(
    String name,
    String dataType,
    String columnType,
    String collation,
    boolean nullable,
    boolean isShort) {

  /** Of the greatest number of 64 bits. */
  private static final int UNSIGNED_DIGITS = 20;

  private static final Set<String> BINARY_TYPES =
      Set.of("varbinary", "tinyblob", "blob", "mediumblob", "longblob");

  /** Unicode collations that compare code points and count trailing spaces. */
  private static final Set<String> EXACT_COLLATIONS =
      Set.of(
          "utf8mb4_nopad_bin",
          "utf8mb3_nopad_bin",
          "utf8_nopad_bin",
          "ascii_nopad_bin",
          "utf8mb4_0900_bin");

  /** What {@link #read} reads of information_schema.columns. */
  static final String SELECTED =
      "column_name, data_type, column_type, COALESCE(collation_name, ''), is_nullable = 'YES',"
          + " COALESCE(character_maximum_length * 4 <= @@max_sort_length"
          + " AND collation_name IS NOT NULL, FALSE)";

  /**
   * @param first position of the first of {@link #SELECTED}
   */
  static ServerColumn read(ResultSet row, int first) throws SQLException {
    return new ServerColumn(
        row.getString(first),
        row.getString(first + 1).toLowerCase(Locale.ROOT),
        row.getString(first + 2).toLowerCase(Locale.ROOT),
        row.getString(first + 3).toLowerCase(Locale.ROOT),
        row.getBoolean(first + 4),
        row.getBoolean(first + 5));
  }

  /** The column where the server is known to let only JSON in. */
  ServerColumn asJson() {
    return new ServerColumn(name, "json", columnType, collation, nullable, isShort);
  }

  /**
   * Whether the server compares it as TgSQL does text, and, if it is short, groups and orders it
   * so. ENUM and SET have an order of their own.
   */
  boolean comparesExactly() {
    boolean isNumbered = Set.of("enum", "set").contains(dataType);
    return (EXACT_COLLATIONS.contains(collation) && !isNumbered) || BINARY_TYPES.contains(dataType);
  }

  /** What readers of the declaration would get wrong, one sentence each. */
  static List<String> differences(TableDefinition declared, List<ServerColumn> columns) {
    List<String> differences = new ArrayList<>();
    for (Column column : declared.columns()) {
      Optional<ServerColumn> found =
          columns.stream().filter(c -> c.name().equalsIgnoreCase(column.name())).findFirst();
      if (found.isEmpty()) {
        differences.add("there is no column " + column.name());
      } else {
        found.get().difference(column).ifPresent(differences::add);
      }
    }
    return differences;
  }

  private Optional<String> difference(Column declared) {
    if (!suits(declared.type())) {
      return Optional.of(name + " is declared " + declared.type() + " but is " + columnType);
    } else if (nullable && !declared.type().nullable()) {
      return Optional.of(name + " is declared NOT NULL but may be NULL");
    }
    return Optional.empty();
  }

  /**
   * The type that holds every value of the column; empty when TgSQL has none. Zero dates are NULL,
   * so that dates are nullable whatever the server says, unless they are part of the key.
   *
   * @param table named in faults
   * @throws QueryException with CATALOG_INVALID for a DECIMAL of more digits than TgSQL has
   */
  Optional<ColumnType> type(String table, boolean isKey) {
    boolean mayBeZero = Set.of("date", "datetime", "timestamp").contains(dataType);
    boolean optional = !isKey && (nullable || mayBeZero);
    return type(table).map(type -> type.withNullable(optional));
  }

  private Optional<ColumnType> type(String table) {
    boolean unsigned = columnType.contains("unsigned");
    return Optional.ofNullable(
        switch (dataType) {
          case "bit" -> bits();
          case "tinyint" -> ColumnType.of(unsigned ? TypeKind.SMALLINT : TypeKind.TINYINT);
          case "smallint" -> ColumnType.of(unsigned ? TypeKind.INTEGER : TypeKind.SMALLINT);
          case "year", "mediumint" -> ColumnType.of(TypeKind.INTEGER);
          case "int", "integer" -> ColumnType.of(unsigned ? TypeKind.BIGINT : TypeKind.INTEGER);
          case "bigint" ->
              unsigned ? ColumnType.decimal(UNSIGNED_DIGITS, 0) : ColumnType.of(TypeKind.BIGINT);
          case "decimal" -> decimal(table);
          case "float" -> ColumnType.of(TypeKind.FLOAT);
          case "double" -> ColumnType.of(TypeKind.DOUBLE);
          case "date" -> ColumnType.of(TypeKind.DATE);
          case "time" -> moment(TypeKind.TIME);
          case "datetime" -> moment(TypeKind.TIMESTAMP);
          case "timestamp" -> moment(TypeKind.TIMESTAMP_LTZ);
          case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
              ColumnType.of(TypeKind.VARBINARY);
          case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" ->
              ColumnType.of(TypeKind.VARCHAR);
          case "json" -> ColumnType.of(TypeKind.JSON);
          case "enum", "set", "uuid", "inet4", "inet6" -> ColumnType.of(TypeKind.VARCHAR);
          default -> null;
        });
  }

  /** Up to 63 bits are a number that a BIGINT holds, as the server computes with them. */
  private ColumnType bits() {
    return switch (digits(0)) {
      case 1 -> ColumnType.of(TypeKind.BOOLEAN);
      case Long.SIZE -> ColumnType.decimal(UNSIGNED_DIGITS, 0);
      default -> ColumnType.of(TypeKind.BIGINT);
    };
  }

  private ColumnType decimal(String table) {
    if (digits(0) > ColumnType.MAX_DECIMAL_PRECISION) {
      throw new QueryException(
              ErrorCode.CATALOG_INVALID,
              ("column " + table + "." + name + " is " + columnType)
                  + (", of more than " + ColumnType.MAX_DECIMAL_PRECISION + " digits: ")
                  + "declare the table without it")
          .with("table", table)
          .with("column", name);
    }
    return ColumnType.decimal(digits(0), digits(1));
  }

  private ColumnType moment(TypeKind kind) {
    return new ColumnType(kind, columnType.contains("(") ? digits(0) : 0, 0, true);
  }

  /** Whether every value that the column can hold fits the type. */
  private boolean suits(ColumnType type) {
    boolean unsigned = columnType.contains("unsigned");
    return switch (dataType) {
      case "bit" -> holdsBits(type);
      case "tinyint" -> type.kind() == TypeKind.BOOLEAN || holds(type, unsigned ? 2 : 1);
      case "smallint" -> holds(type, unsigned ? 3 : 2);
      case "year" -> holds(type, 2);
      case "mediumint" -> holds(type, 3);
      case "int", "integer" -> holds(type, unsigned ? 4 : 3);
      case "bigint" -> unsigned ? isDecimal(type, 20, 0) : holds(type, 4);
      case "decimal" -> isDecimal(type, digits(0), digits(1));
      case "float" -> type.kind() == TypeKind.FLOAT || type.kind() == TypeKind.DOUBLE;
      case "double" -> type.kind() == TypeKind.DOUBLE;
      case "date" -> type.kind() == TypeKind.DATE;
      case "time" -> type.kind() == TypeKind.TIME;
      case "datetime" -> type.kind() == TypeKind.TIMESTAMP;
      case "timestamp" ->
          type.kind() == TypeKind.TIMESTAMP_LTZ || type.kind() == TypeKind.TIMESTAMP;
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
          type.kind() == TypeKind.VARBINARY;
      case "json", "char", "varchar", "tinytext", "text", "mediumtext", "longtext" ->
          type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.JSON;
      default -> type.kind() == TypeKind.VARCHAR;
    };
  }

  private boolean holdsBits(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> digits(0) == 1;
      case BIGINT -> digits(0) < Long.SIZE;
      case VARBINARY -> true;
      default -> isDecimal(type, UNSIGNED_DIGITS, 0);
    };
  }

  /** Integer types hold at least 1, 2, 3 or 4 steps: TINYINT, SMALLINT, INTEGER, BIGINT. */
  private static boolean holds(ColumnType type, int steps) {
    return switch (type.kind()) {
      case TINYINT -> steps <= 1;
      case SMALLINT -> steps <= 2;
      case INTEGER -> steps <= 3;
      case BIGINT -> true;
      default -> false;
    };
  }

  private static boolean isDecimal(ColumnType type, int precision, int scale) {
    return type.kind() == TypeKind.DECIMAL
        && type.scale() >= scale
        && type.precision() - type.scale() >= precision - scale;
  }

  /** A number of {@code decimal(10,2)}. */
  private int digits(int position) {
    String inner = columnType.substring(columnType.indexOf('(') + 1, columnType.indexOf(')'));
    return Integer.parseInt(inner.split(",")[position].strip());
  }
}
