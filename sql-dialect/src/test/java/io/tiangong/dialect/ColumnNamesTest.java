package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.planner.QueryPlanner;
import io.tiangong.spi.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the columns of an answer are called. */
final class ColumnNamesTest {

  private final QueryPlanner planner = new QueryPlanner(TestCatalog.create());

  private List<String> names(String sql) {
    return planner.plan(sql, List.of(), "").plan().columns().stream().map(Column::name).toList();
  }

  @Test
  void columnsWithoutAliasAreCalledAfterTheirExpression() {
    assertThat(
            names(
                "select count( * ), sum(planned)+1, 'it''s', tms, planned AS p FROM kpi.daily_plan GROUP BY tms, planned"))
        .containsExactly("COUNT(*)", "SUM(planned) + 1", "'it''s'", "tms", "p");
  }

  @Test
  void starsDoNotShiftNames() {
    assertThat(names("SELECT 1 + 1, *, 2 + 2 FROM kpi.daily_plan"))
        .containsExactly("1 + 1", "tms", "region", "planned", "dt", "2 + 2");
  }

  @Test
  void theFirstPartOfASetOperationNamesItsColumns() {
    assertThat(names("SELECT 1 + 1 UNION SELECT 2 ORDER BY 1")).containsExactly("1 + 1");
    assertThat(names("WITH w AS (SELECT 1 AS a) SELECT MAX(a) FROM w")).containsExactly("MAX(a)");
  }

  @Test
  void valuesAreNumbered() {
    assertThat(names("VALUES (1, 2)")).containsExactly("column_0", "column_1");
  }
}
