package io.tiangong.dialect.planner;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TypeKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of text that are known when a statement is planned, such as those of SHOW, as a plan: the
 * engine gives them back, so that there is one way of answering.
 */
record Listing(List<String> columns, List<List<String>> rows) {

  QueryPlan plan() {
    List<Column> output =
        columns.stream()
            .map(c -> new Column(c, ColumnType.of(TypeKind.VARCHAR).withNullable(false)))
            .toList();
    SqlRequest request = new SqlRequest(SqlText.of(sql()), output, List.of());
    Fragment only = new Fragment("f1", Fragment.ENGINE, request, List.of(), rows.size());
    return new QueryPlan(output, List.of(only), List.of(), List.of(), rows.size());
  }

  private String sql() {
    if (rows.isEmpty()) {
      return columns.stream()
          .map(c -> "'' AS " + name(c))
          .collect(Collectors.joining(", ", "SELECT ", " WHERE FALSE"));
    }
    return rows.stream()
        .map(row -> row.stream().map(Listing::literal).collect(Collectors.joining(", ", "(", ")")))
        .collect(
            Collectors.joining(
                ", ",
                "SELECT * FROM (VALUES ",
                ") AS listing("
                    + columns.stream().map(Listing::name).collect(Collectors.joining(", "))
                    + ")"));
  }

  private static String name(String column) {
    return "\"" + column.replace("\"", "\"\"") + "\"";
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
