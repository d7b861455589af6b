package io.tiangong.demo.load;

import io.tiangong.demo.dataset.CarrierDays;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.dataset.Fulfilment;
import io.tiangong.demo.dataset.OrderTrack;
import io.tiangong.dialect.catalog.CatalogScript;
import io.tiangong.dialect.catalog.CatalogScript.DeclaredTable;
import io.tiangong.hbase.HBaseSource;
import io.tiangong.hbase.HBaseTableWriter;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code rt.fulfilment} and {@code rt.order_track} in the layout that their DDL declares, the
 * same that the gateway reads by.
 */
public final class HBaseLoader {

  private static final int ATTEMPTS = 15;

  private final CatalogScript script;
  private final HBaseSource hbase;
  private final Progress progress;

  private HBaseLoader(CatalogScript script, HBaseSource hbase, Progress progress) {
    this.script = script;
    this.hbase = hbase;
    this.progress = progress;
  }

  /**
   * Drops and fills both tables.
   *
   * @param catalog DDL by file name
   */
  public static void load(Dataset dataset, Map<String, String> catalog, Progress progress) {
    CatalogScript script = CatalogScript.parse(catalog, secret -> "");
    try (HBaseSource hbase = new HBaseSource(source(script))) {
      HBaseLoader loader = new HBaseLoader(script, hbase, progress);
      loader.fill("fulfilment", new CarrierDays(dataset).fulfilments().map(HBaseLoader::cells));
      loader.fill("order_track", dataset.tracks().map(HBaseLoader::cells));
    }
  }

  private static SourceDefinition source(CatalogScript script) {
    return script.sources().stream()
        .filter(source -> source.type().equals("hbase"))
        .findFirst()
        .orElseThrow();
  }

  private void fill(String table, Stream<List<@Nullable Object>> rows) {
    Progress.Rows counter = progress.rows("HBase", "rt." + table);
    try (HBaseTableWriter writer = hbase.writer(hbase.declare(definition(table)))) {
      awaitAnswer(writer);
      writer.delete();
      writer.create();
      for (Iterator<List<@Nullable Object>> it = rows.iterator(); it.hasNext(); ) {
        writer.write(it.next());
        counter.add();
      }
    }
    counter.done();
  }

  /**
   * The backend gives up on a silent server within seconds; one that has just booted needs more.
   */
  private static void awaitAnswer(HBaseTableWriter writer) {
    for (int attempt = 1; ; attempt++) {
      try {
        writer.exists();
        return;
      } catch (QueryException e) {
        if (!e.code().retryable() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private TableDefinition definition(String table) {
    return script.tables().stream()
        .map(DeclaredTable::definition)
        .filter(definition -> definition.name().equals(new TableName("rt", table)))
        .findFirst()
        .orElseThrow();
  }

  private static List<@Nullable Object> cells(Fulfilment row) {
    return Arrays.asList(row.tms(), row.dt(), row.done(), row.cancelled(), row.updatedAt());
  }

  private static List<@Nullable Object> cells(OrderTrack row) {
    return Arrays.asList(
        row.orderId(),
        row.status().toString(),
        row.acceptedAt(),
        row.pickedAt(),
        row.deliveredAt());
  }
}
