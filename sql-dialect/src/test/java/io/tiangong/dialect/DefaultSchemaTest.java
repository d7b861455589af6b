package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.spi.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DefaultSchemaTest {

  private static final String QUERY = "SELECT tms FROM daily_plan";

  private final Dialect dialect = new Dialect(TestCatalog.create(), 1 << 20);

  @Test
  void namesWithoutASchemaAreLookedUpInTheCallersSchema() {
    assertThat(dialect.plan(QUERY, List.of(), "", "KPI").plan().reads())
        .extracting(read -> read.table().toString())
        .containsExactly("kpi.daily_plan");
    assertThat(dialect.explain(QUERY, List.of(), "", "kpi").text()).contains("daily_plan");
    assertThat(dialect.read("ANALYZE TABLE daily_plan", "kpi"))
        .isEqualTo(new Statement.AnalyzeTable(new TableName("kpi", "daily_plan")));
    assertThat(dialect.plan("DESCRIBE daily_plan", List.of(), "", "kpi").plan().columns())
        .isNotEmpty();
  }

  @Test
  void whatTheCallersSchemaDoesNotHaveIsLookedUpInTheDefaultSchema() {
    Dialect ordered = new Dialect(withDefault("ord"), 1 << 20);
    String join = "SELECT o.tms FROM orders o JOIN daily_plan p ON o.tms = p.tms";
    assertThat(ordered.plan(join, List.of(), "", "kpi").plan().reads()).hasSize(2);
    assertThat(ordered.read("ANALYZE TABLE orders", "kpi"))
        .isEqualTo(new Statement.AnalyzeTable(new TableName("ord", "orders")));
  }

  @Test
  void viewsDoNotReadTheCallersSchema() {
    assertThat(dialect.plan("SELECT * FROM rt.done", List.of(), "", "kpi").plan().reads())
        .extracting(read -> read.table().toString())
        .containsExactly("rt.fulfilment");
  }

  @Test
  void plansOfDifferentSchemasAreKeptApart() {
    Catalog catalog = withDefault("kpi");
    Dialect both = new Dialect(catalog, 1 << 20);
    assertThat(both.plan(QUERY, List.of(), "", "").cached()).isFalse();
    assertThat(both.plan(QUERY, List.of(), "", "kpi").cached()).isFalse();
    assertThat(both.plan(QUERY, List.of(), "", "Kpi").cached()).isTrue();
    assertThat(both.plan(QUERY, List.of(), "").cached()).isTrue();
  }

  @Test
  void anUnknownSchemaIsAnErrorThatNamesTheNearest() {
    assertThatThrownBy(() -> dialect.plan(QUERY, List.of(), "", "kpl"))
        .hasMessageStartingWith("TABLE_NOT_FOUND")
        .hasMessageContaining("schema 'kpl' does not exist; did you mean 'kpi'?");
    assertThatThrownBy(() -> dialect.read("ANALYZE TABLE daily_plan", "kpl"))
        .hasMessageContaining("did you mean 'kpi'?");
    assertThatThrownBy(() -> dialect.prepare(QUERY, List.of(), "", "kpl"))
        .hasMessageContaining("did you mean 'kpi'?");
  }

  private static Catalog withDefault(String schema) {
    Catalog catalog = TestCatalog.create();
    return new Catalog(
        catalog.version(), catalog.sources(), catalog.tables(), catalog.views(), schema);
  }
}
