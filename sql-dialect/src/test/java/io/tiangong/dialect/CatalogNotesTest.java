package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogScript;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.spi.SqlFlavor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class CatalogNotesTest {

  private static final String DDL =
      """
      CREATE SOURCE src WITH ('type' = 'x');
      CREATE TABLE ord.orders (
        id BIGINT COMMENT 'the order''s number', phone VARCHAR, amount DECIMAL(10, 2) COMMENT 'in yuan',
        PRIMARY KEY (id)
      ) COMMENT 'all orders'
      WITH ('source' = 'src', 'owner' = 'team-order', 'tags' = 'gold, pii,,pii', 'freshness' = '2 s');
      CREATE TABLE ord.couriers (id BIGINT, name VARCHAR) WITH ('source' = 'src');
      CREATE VIEW kpi.revenue COMMENT 'sums of orders' WITH ('owner' = 'team-kpi', 'tags' = 'gold')
        AS SELECT id, SUM(amount) AS total FROM ord.orders GROUP BY id;
      CREATE VIEW kpi.broken AS SELECT nope FROM ord.orders;
      """;

  private final Dialect dialect = new Dialect(catalog(), 1 << 20);

  private static Catalog catalog() {
    CatalogScript script = CatalogScript.parse(Map.of("a.sql", DDL), UnaryOperator.identity());
    return Catalog.of(
        1, script, Map.of("src", new PlannedSource("src", SqlFlavor.DUCKDB)), Map.of(), "ord");
  }

  @Test
  void aTableIsToldWithItsNotes() {
    TableDescription orders = dialect.describe(List.of("orders"), "");
    assertThat(orders.notes().comment()).isEqualTo("all orders");
    assertThat(orders.notes().owner()).isEqualTo("team-order");
    assertThat(orders.notes().tags()).containsExactly("gold", "pii");
    assertThat(orders.notes().freshness()).isEqualTo("2 s");
    assertThat(orders.columns())
        .extracting(column -> column.comment())
        .containsExactly("the order's number", "", "in yuan");
    assertThat(orders.primaryKey()).containsExactly("id");
    assertThat(orders.isView()).isFalse();
  }

  @Test
  void notesAreNoOptionsOfTheSource() {
    assertThat(dialect.catalog().tables().values())
        .allSatisfy(table -> assertThat(table.handle().definition().options()).isEmpty());
  }

  @Test
  void aViewIsToldWithTypedColumns() {
    TableDescription revenue = dialect.describe(List.of("kpi", "revenue"), "");
    assertThat(revenue.isView()).isTrue();
    assertThat(revenue.notes().owner()).isEqualTo("team-kpi");
    assertThat(revenue.columns())
        .extracting(
            c -> c.column().name() + " " + c.column().type() + " " + c.column().type().nullable())
        .containsExactly("id BIGINT false", "total DECIMAL(38, 2) true");
  }

  @Test
  void aViewThatCanNotBeReadIsToldWithItsProblem() {
    assertThat(dialect.tables(name -> name.schema().equals("kpi")))
        .extracting(t -> t.name() + " " + t.columns().size() + " " + t.problem())
        .satisfiesExactly(
            broken ->
                assertThat(broken)
                    .startsWith("kpi.broken 0 in view kpi.broken at 1:8: column 'nope'"),
            revenue -> assertThat(revenue).isEqualTo("kpi.revenue 2 "));
  }

  @Test
  void searchRanksNamesBeforeLabelsBeforeComments() {
    assertThat(found("orders")).containsExactly("ord.orders", "kpi.revenue");
    assertThat(found("gold")).containsExactly("kpi.revenue", "ord.orders");
    assertThat(found("team-kpi")).containsExactly("kpi.revenue");
    assertThat(found("yuan PHONE")).containsExactly("ord.orders");
    assertThat(found("yuan courier")).isEmpty();
  }

  private List<String> found(String text) {
    return dialect.search(text, 9, name -> true).stream().map(t -> t.name().toString()).toList();
  }

  @Test
  void searchTellsOnlyWhatIsVisibleAndNoMoreThanWasAsked() {
    assertThat(dialect.search("id", 1, name -> true)).hasSize(1);
    assertThat(dialect.search("gold", 9, name -> name.schema().equals("ord")))
        .extracting(t -> t.name().toString())
        .containsExactly("ord.orders");
  }

  @Test
  void whatDoesNotExistIsAnErrorThatNamesTheNearest() {
    assertThatThrownBy(() -> dialect.describe(List.of("kpi", "revenu"), ""))
        .hasMessageStartingWith("TABLE_NOT_FOUND")
        .hasMessageContaining("did you mean kpi.revenue?");
  }

  @Test
  void functionsAreToldByName() {
    assertThat(Dialect.functions())
        .extracting(FunctionDescription::name)
        .isSorted()
        .contains("CONCAT_WS", "ROW_NUMBER", "COUNT", "EXTRACT");
    assertThat(Dialect.functions()).allSatisfy(f -> assertThat(f.description()).isNotBlank());
  }

  @Test
  void ownReservedWordsAreReservedAndNotTheStandards() {
    assertThat(Dialect.ownReservedWords())
        .isSorted()
        .contains("DIV", "LIMIT", "EXPLAIN")
        .doesNotContain("SELECT", "ORDER", "COMMENT", "DATE");
  }
}
