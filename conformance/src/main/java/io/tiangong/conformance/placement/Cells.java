package io.tiangong.conformance.placement;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells of JDBC rows as the Java classes of {@link io.tiangong.spi.Value}, and as literals. */
final class Cells {

  private Cells() {}

  static List<@Nullable Object> row(ResultSet row, List<Column> columns) throws SQLException {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      cells.add(cell(row, i + 1, columns.get(i).type()));
    }
    return cells;
  }

  private static @Nullable Object cell(ResultSet row, int at, ColumnType type) throws SQLException {
    Object cell =
        switch (type.kind()) {
          case BOOLEAN -> row.getBoolean(at);
          case TINYINT, SMALLINT, INTEGER, BIGINT -> row.getLong(at);
          case DECIMAL -> row.getBigDecimal(at);
          case FLOAT -> (double) row.getFloat(at);
          case DOUBLE -> row.getDouble(at);
          case VARCHAR, JSON -> row.getString(at);
          case VARBINARY -> row.getBytes(at);
          case DATE -> row.getObject(at, LocalDate.class);
          case TIME -> row.getObject(at);
          case TIMESTAMP -> row.getObject(at, LocalDateTime.class);
          case TIMESTAMP_LTZ -> {
            OffsetDateTime instant = row.getObject(at, OffsetDateTime.class);
            yield instant == null ? null : instant.toInstant();
          }
        };
    return row.wasNull() ? null : cell;
  }

  /** The value as DuckDB reads it back. */
  static String literal(@Nullable Object value, ColumnType type) {
    if (value == null) {
      return "NULL";
    } else if (type.kind() == TypeKind.VARBINARY) {
      String hex = HexFormat.of().withDelimiter("\\x").formatHex((byte[]) value);
      return hex.isEmpty() ? "''::BLOB" : "'\\x" + hex + "'::BLOB";
    }
    String text = value instanceof String s ? s.replace("'", "''") : value.toString();
    return "'" + text + "'::" + Staging.typeName(type);
  }
}
