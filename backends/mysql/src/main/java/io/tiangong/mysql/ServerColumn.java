package io.tiangong.mysql;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A column as the server has it.
 *
 * @param dataType such as {@code decimal}, lower case
 * @param columnType such as {@code decimal(10,2) unsigned}, lower case
 * @param collation empty when it is not text
 */
record ServerColumn(
    String name, String dataType, String columnType, String collation, boolean nullable) {

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

  /** Whether the server compares, groups and orders it as TgSQL does text. */
  boolean comparesExactly() {
    return EXACT_COLLATIONS.contains(collation) || BINARY_TYPES.contains(dataType);
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

  /** Whether every value that the column can hold fits the type. */
  private boolean suits(ColumnType type) {
    boolean unsigned = columnType.contains("unsigned");
    return switch (dataType) {
      case "bit" -> type.kind() == TypeKind.BOOLEAN && columnType.equals("bit(1)");
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
      default -> type.kind() == TypeKind.VARCHAR;
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
