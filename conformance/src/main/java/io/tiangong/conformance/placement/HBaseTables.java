package io.tiangong.conformance.placement;

import io.tiangong.dialect.catalog.CatalogScript;
import io.tiangong.dialect.catalog.CatalogScript.DeclaredTable;
import io.tiangong.hbase.HBaseSource;
import io.tiangong.hbase.HBaseTableWriter;
import io.tiangong.spi.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tables in HBase, in the layout that their declaration says. */
final class HBaseTables implements AutoCloseable {

  private final String sourceDdl;
  private final HBaseSource source;

  /**
   * @param sourceDdl CREATE SOURCE of the HBase
   */
  HBaseTables(String sourceDdl) {
    this.sourceDdl = sourceDdl;
    this.source = new HBaseSource(script("").sources().get(0));
  }

  /**
   * Creates and fills a table, in place of one of the same name.
   *
   * @param ddl the declaration
   */
  void fill(LogicalTable table, String ddl, Staging staging) throws SQLException {
    TableDefinition definition =
        script(ddl).tables().stream().map(DeclaredTable::definition).findFirst().orElseThrow();
    try (HBaseTableWriter writer = source.writer(source.declare(definition))) {
      writer.delete();
      writer.create();
      long[] number = {0};
      boolean synthetic = table.key().isEmpty();
      staging.forEach(table, row -> writer.write(synthetic ? numbered(++number[0], row) : row));
    }
  }

  private static List<@Nullable Object> numbered(long number, List<@Nullable Object> row) {
    List<@Nullable Object> numbered = new ArrayList<>(row.size() + 1);
    numbered.addAll(row);
    numbered.add(number);
    return numbered;
  }

  private CatalogScript script(String ddl) {
    return CatalogScript.parse(Map.of("hbase.sql", sourceDdl + ddl), secret -> secret);
  }

  @Override
  public void close() {
    source.close();
  }
}
