package io.tiangong.offline;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Options;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SourceSchema;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import io.tiangong.spi.Want;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables in Parquet or CSV files beneath one directory, read inside the engine.
 *
 * <p>Queries see the version of a table's files that the last {@link #discover} listed: small
 * tables as a copy in DuckDB, others as a view over exactly those files. A version that can't be
 * read leaves the one before in place.
 */
public final class OfflineSource implements Source {

  private static final Logger log = LoggerFactory.getLogger(OfflineSource.class);
  private static final Set<String> OPTIONS = Set.of("path");

  private final String name;
  private final Path root;
  private final DuckDbEngine engine;
  private final Map<TableName, Version> versions = new HashMap<>();

  /** What of a table is in the engine. */
  private record Version(OfflineTable table, TableFiles files, TableFacts facts) {
    boolean isOf(OfflineTable declared, TableFiles listed) {
      return table.equals(declared) && files.equals(listed);
    }
  }

  /**
   * Checks the declaration; reads nothing.
   *
   * @throws QueryException with CATALOG_INVALID naming the option
   */
  public OfflineSource(SourceDefinition definition, DuckDbEngine engine) {
    this.name = definition.name();
    this.engine = engine;
    Options options = new Options("source " + name, definition.options()).requireKnown(OPTIONS);
    this.root = Path.of(options.required("path")).toAbsolutePath().normalize();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SqlFlavor flavor() {
    return SqlFlavor.DUCKDB;
  }

  @Override
  public TableHandle declare(TableDefinition definition) {
    return OfflineTable.of(definition, root);
  }

  /** Brings changed tables into the engine; leaves out those that never could be read. */
  @Override
  public synchronized SourceSchema discover(Collection<TableHandle> tables) {
    if (!Files.isDirectory(root)) {
      throw new QueryException(
          ErrorCode.SOURCE_UNAVAILABLE, "source " + name + ": no directory " + root);
    }
    List<TableFacts> facts = new ArrayList<>();
    for (TableHandle table : tables) {
      refresh((OfflineTable) table);
      Version version = versions.get(table.definition().name());
      if (version != null) {
        facts.add(version.facts());
      }
    }
    return new SourceSchema(facts);
  }

  private void refresh(OfflineTable table) {
    TableName tableName = table.definition().name();
    try {
      TableFiles files = TableFiles.list(table);
      Version current = versions.get(tableName);
      if (files.files().isEmpty()) {
        log.warn("table {} has no {} files in {}", tableName, table.format(), table.directory());
      } else if (current == null || !current.isOf(table, files)) {
        TableFacts facts = new VersionLoader(engine, name).load(new FileRelation(table, files));
        versions.put(tableName, new Version(table, files, facts));
        log.info("table {} is read from {} files", tableName, files.files().size());
      }
    } catch (IOException | QueryException e) {
      log.warn("table {} can't be read: {}", tableName, e.toString());
    }
  }

  @Override
  public Optional<Pushdown> offer(Scan scan, Want want) {
    return Optional.empty();
  }

  @Override
  public String describe(SourceRequest request) {
    return DuckDbEngine.describe(request);
  }

  @Override
  public CompletionStage<BatchStream> open(
      SourceRequest request, Bindings bindings, ScanContext context) {
    return engine.open(name, request, bindings, context);
  }

  /** Its tables stay in the engine. */
  @Override
  public void close() {}
}
