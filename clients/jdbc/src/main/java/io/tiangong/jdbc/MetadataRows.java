package io.tiangong.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A result that the driver makes itself: columns by a short text, rows of plain objects. */
final class MetadataRows {

  private static final Map<String, Integer> TYPES =
      Map.of(
          "VARCHAR", Types.VARCHAR,
          "SMALLINT", Types.SMALLINT,
          "INTEGER", Types.INTEGER,
          "BIGINT", Types.BIGINT,
          "BOOLEAN", Types.BOOLEAN);
  private static final Map<String, Class<?>> CLASSES =
      Map.of(
          "VARCHAR", String.class,
          "SMALLINT", Short.class,
          "INTEGER", Integer.class,
          "BIGINT", Long.class,
          "BOOLEAN", Boolean.class);

  private final List<ColumnMetaData> columns;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  private MetadataRows(List<ColumnMetaData> columns) {
    this.columns = columns;
  }

  /**
   * @param columns such as {@code "TABLE_CAT, KEY_SEQ SMALLINT"}; VARCHAR where no type is told
   */
  static MetadataRows of(String columns) {
    List<ColumnMetaData> described = new ArrayList<>();
    for (String column : columns.split(",\\s*")) {
      String[] words = column.strip().split(" ");
      described.add(column(described.size(), words[0], words.length > 1 ? words[1] : "VARCHAR"));
    }
    return new MetadataRows(described);
  }

  private static ColumnMetaData column(int ordinal, String name, String type) {
    Class<?> javaClass = CLASSES.getOrDefault(type, Object.class);
    return new ColumnMetaData(
        ordinal,
        false,
        true,
        true,
        false,
        DatabaseMetaData.columnNullable,
        javaClass != String.class,
        type.equals("VARCHAR") ? 128 : 20,
        name,
        name,
        "",
        type.equals("VARCHAR") ? 128 : 20,
        0,
        "",
        "",
        ColumnMetaData.scalar(TYPES.getOrDefault(type, Types.OTHER), type, Rep.OBJECT),
        true,
        false,
        false,
        javaClass.getName());
  }

  MetadataRows row(@Nullable Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns.size());
    }
    rows.add(cells);
    return this;
  }

  /** Orders the rows as the JDBC method asks for, by the text of these columns (from 0). */
  MetadataRows orderedBy(int... keys) {
    Comparator<@Nullable Object[]> order = Comparator.comparing(row -> "");
    for (int key : keys) {
      order = order.thenComparing(row -> String.valueOf(row[key]));
    }
    rows.sort(order);
    return this;
  }

  ResultSet resultSet(TiangongConnection connection) throws SQLException {
    TiangongStatement statement = (TiangongStatement) (Statement) connection.createStatement();
    statement.closeOnCompletion();
    Meta.Signature signature =
        new Meta.Signature(
            columns, "", List.of(), Map.of(), Meta.CursorFactory.ARRAY, Meta.StatementType.SELECT);
    return new TiangongResultSet(statement, signature, null).read(new RowsCursor(rows));
  }
}
