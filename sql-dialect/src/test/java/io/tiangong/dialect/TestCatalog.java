package io.tiangong.dialect;

import static io.tiangong.spi.TypeKind.BIGINT;
import static io.tiangong.spi.TypeKind.DATE;
import static io.tiangong.spi.TypeKind.DOUBLE;
import static io.tiangong.spi.TypeKind.JSON;
import static io.tiangong.spi.TypeKind.TIMESTAMP;
import static io.tiangong.spi.TypeKind.VARCHAR;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.catalog.CatalogView;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.Source;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalog of the demo in small: one table or two in each kind of source. */
final class TestCatalog {

  private static final Source HBASE = new PlannedSource("hbase_rt", SqlFlavor.NONE);
  private static final Source MYSQL = new PlannedSource("mysql_ord", SqlFlavor.MYSQL);
  private static final Source FILES = new PlannedSource("kpi_files", SqlFlavor.DUCKDB);

  private TestCatalog() {}

  static Catalog create() {
    List<CatalogTable> tables =
        List.of(
            table(
                MYSQL,
                "ord.orders",
                List.of("order_id"),
                100_000,
                Set.of("tms", "region", "status"),
                List.of(List.of("order_id"), List.of("dt", "tms"), List.of("courier_id")),
                notNull("order_id", BIGINT),
                column("tms", VARCHAR),
                column("courier_id", BIGINT),
                column("region", VARCHAR),
                column("status", VARCHAR),
                new Column("amount", ColumnType.decimal(10, 2)),
                column("weight_kg", DOUBLE),
                column("note", VARCHAR),
                column("created_at", TIMESTAMP),
                column("dt", DATE)),
            table(
                MYSQL,
                "ord.couriers",
                List.of("courier_id"),
                2_000,
                Set.of("tms"),
                List.of(List.of("courier_id")),
                notNull("courier_id", BIGINT),
                column("tms", VARCHAR),
                column("name", VARCHAR),
                column("joined", DATE)),
            documents(MYSQL, "ord.documents"),
            documents(HBASE, "rt.states"),
            documents(FILES, "kpi.payloads"),
            table(
                HBASE,
                "rt.fulfilment",
                List.of("tms", "dt"),
                6_000,
                Set.of("tms"),
                List.of(List.of("tms", "dt")),
                notNull("tms", VARCHAR),
                notNull("dt", DATE),
                column("done", BIGINT),
                column("cancelled", BIGINT),
                column("updated_at", TIMESTAMP)),
            table(
                HBASE,
                "rt.order_track",
                List.of("order_id"),
                100_000,
                Set.of("status"),
                List.of(List.of("order_id")),
                notNull("order_id", BIGINT),
                column("status", VARCHAR),
                column("delivered_at", TIMESTAMP)),
            table(
                FILES,
                "kpi.daily_plan",
                List.of(),
                6_000,
                Set.of("tms", "region"),
                List.of(),
                column("tms", VARCHAR),
                column("region", VARCHAR),
                column("planned", BIGINT),
                column("dt", DATE)));
    return new Catalog(
        1,
        Map.of("hbase_rt", HBASE, "mysql_ord", MYSQL, "kpi_files", FILES),
        tables.stream().collect(Collectors.toMap(CatalogTable::name, t -> t)),
        views(
            view("rt.done", "SELECT tms, dt, done FROM fulfilment WHERE done > 0"),
            view(
                "kpi.rate",
                "SELECT d.tms, d.done / p.planned FROM rt.done AS d JOIN daily_plan AS p ON p.tms = d.tms AND p.dt = d.dt",
                "tms",
                "rate"),
            view("kpi.egg", "SELECT * FROM kpi.hen"),
            view("kpi.hen", "SELECT * FROM egg"),
            view("kpi.gone", "SELECT tms FROM kpi.daily_pan"),
            view("kpi.wide", "SELECT tms, dt FROM daily_plan", "tms")),
        null);
  }

  private static Map<TableName, CatalogView> views(CatalogView... views) {
    return Stream.of(views).collect(Collectors.toMap(CatalogView::name, v -> v));
  }

  private static CatalogView view(String name, String sql, String... columns) {
    String[] parts = name.split("\\.");
    return new CatalogView(new TableName(parts[0], parts[1]), List.of(columns), sql);
  }

  private static CatalogTable table(
      Source source,
      String name,
      List<String> key,
      long rows,
      Set<String> exactText,
      List<List<String>> indexes,
      Column... columns) {
    String[] parts = name.split("\\.");
    TableName tableName = new TableName(parts[0], parts[1]);
    TableDefinition definition =
        new TableDefinition(tableName, List.of(columns), key, List.of(), Map.of());
    return new CatalogTable(
        source,
        source.declare(definition),
        new TableFacts(
            tableName, rows, rows * 100, exactText, shortText(columns), true, indexes, Map.of()));
  }

  /** All but the notes. */
  private static Set<String> shortText(Column... columns) {
    return Stream.of(columns)
        .filter(column -> column.type().kind() == VARCHAR && !column.name().equals("note"))
        .map(Column::name)
        .collect(Collectors.toSet());
  }

  private static CatalogTable documents(Source source, String name) {
    return table(
        source,
        name,
        List.of("id"),
        1_000,
        Set.of(),
        List.of(List.of("id")),
        notNull("id", BIGINT),
        column("doc", JSON));
  }

  private static Column column(String name, TypeKind kind) {
    return new Column(name, ColumnType.of(kind));
  }

  private static Column notNull(String name, TypeKind kind) {
    return new Column(name, ColumnType.of(kind).withNullable(false));
  }
}
