package io.tiangong.jdbc;

import io.tiangong.client.Column;
import io.tiangong.client.Parameter;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.Meta;

/** Describes columns and parameters as Avatica wants them. */
final class ColumnShape {

  private ColumnShape() {}

  static Meta.Signature signature(String sql, List<Column> columns, List<Parameter> parameters) {
    return new Meta.Signature(
        columns(columns),
        sql,
        parameters.stream().map(ColumnShape::parameter).toList(),
        Map.of(),
        Meta.CursorFactory.ARRAY,
        Meta.StatementType.SELECT);
  }

  private static List<ColumnMetaData> columns(List<Column> columns) {
    List<ColumnMetaData> described = new ArrayList<>(columns.size());
    for (Column column : columns) {
      described.add(column(described.size(), column));
    }
    return described;
  }

  static ColumnMetaData column(int ordinal, Column column) {
    SqlType type = SqlType.of(column.kind());
    return new ColumnMetaData(
        ordinal,
        false,
        type == SqlType.VARCHAR || type == SqlType.JSON,
        true,
        false,
        column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        column.kind().isNumeric(),
        SqlType.width(column),
        column.name(),
        column.name(),
        "",
        SqlType.precision(column),
        SqlType.scale(column),
        "",
        "",
        ColumnMetaData.scalar(type.code(), typeName(column), Rep.OBJECT),
        true,
        false,
        false,
        type.javaClass().getName());
  }

  private static String typeName(Column column) {
    return column.kind().name().toUpperCase(Locale.ROOT);
  }

  private static AvaticaParameter parameter(Parameter parameter) {
    Column as = new Column("?", parameter.kind(), parameter.precision(), parameter.scale(), true);
    SqlType type = SqlType.of(parameter.kind());
    return new AvaticaParameter(
        parameter.kind().isNumeric(),
        SqlType.precision(as),
        SqlType.scale(as),
        type.code(),
        type.name(),
        type.javaClass().getName(),
        "?");
  }
}
