package io.tiangong.loadtest.plan;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogScript;
import io.tiangong.hbase.HBaseSource;
import io.tiangong.mysql.MySqlSource;
import io.tiangong.offline.DuckDbEngine;
import io.tiangong.offline.EngineSettings;
import io.tiangong.offline.OfflineSource;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A catalog over three sources to which nobody connects. */
final class PlanCatalog implements AutoCloseable {

  private static final String SOURCES =
      """
      CREATE SOURCE hbase_rt WITH ('type' = 'hbase', 'primary.zookeeper' = '127.0.0.1:1');
      CREATE SOURCE mysql_ord WITH ('type' = 'mysql', 'primary.url' = 'jdbc:mariadb://127.0.0.1:1/');
      CREATE SOURCE kpi_files WITH ('type' = 'offline', 'path' = '/nowhere');
      CREATE TABLE rt.fulfilment (
        tms VARCHAR NOT NULL, dt DATE NOT NULL, done BIGINT, cancelled BIGINT,
        PRIMARY KEY (tms, dt) NOT ENFORCED
      ) WITH ('source' = 'hbase_rt', 'table' = 'rt:fulfilment', 'family' = 'd',
              'row-key' = 'salt(8), utf8(tms), date(dt)', 'encoding' = 'binary');
      CREATE TABLE ord.orders (
        order_id BIGINT NOT NULL, tms VARCHAR NOT NULL, amount DECIMAL(10, 2) NOT NULL, dt DATE NOT NULL,
        PRIMARY KEY (order_id) NOT ENFORCED
      ) WITH ('source' = 'mysql_ord', 'table' = 'ord.orders');
      CREATE TABLE kpi.daily_plan (
        tms VARCHAR NOT NULL, region VARCHAR NOT NULL, planned BIGINT, dt DATE NOT NULL
      ) PARTITIONED BY (dt) WITH ('source' = 'kpi_files', 'format' = 'parquet');
      """;

  private static final String MORE =
      """
      CREATE TABLE more.t%d (id BIGINT NOT NULL, name VARCHAR, amount DECIMAL(10, 2), dt DATE,
        PRIMARY KEY (id) NOT ENFORCED) WITH ('source' = 'mysql_ord', 'table' = 'more.t%d');
      """;

  private final DuckDbEngine engine = new DuckDbEngine(EngineSettings.defaults());
  private final Map<String, Source> sources = new HashMap<>();
  private final Catalog catalog;

  /**
   * @param tables beside those that the query reads
   */
  PlanCatalog(int tables) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("tables.sql", SOURCES);
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < tables; i++) {
      more.append(MORE.formatted(i, i));
    }
    files.put("more.sql", more.toString());
    CatalogScript script = CatalogScript.parse(files, UnaryOperator.identity());
    script.sources().forEach(source -> sources.put(source.name(), open(source)));
    catalog = Catalog.of(1, script, sources, Map.of(), "ord");
  }

  Catalog catalog() {
    return catalog;
  }

  private Source open(SourceDefinition definition) {
    return switch (definition.type()) {
      case "hbase" -> new HBaseSource(definition);
      case "mysql" -> new MySqlSource(definition);
      default -> new OfflineSource(definition, engine);
    };
  }

  @Override
  public void close() {
    List.copyOf(sources.values()).forEach(Source::close);
    engine.close();
  }
}
