package io.tiangong.gateway;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogScript;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.catalog.TableImport;
import io.tiangong.gateway.config.DiscoveryConfig;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every source again and again, each on its own, and publishes what it finds as a new
 * version of the catalog. A source that is down keeps the facts of the last look.
 */
final class Discovery {

  private static final Logger log = LoggerFactory.getLogger(Discovery.class);

  private final CatalogScript script;
  private final @Nullable String defaultSchema;
  private final Map<String, Source> sources;
  private final Dialect dialect;
  private final DiscoveryConfig config;
  private final ScheduledExecutorService timer;
  private final BiConsumer<String, Boolean> health;
  private final CountDownLatch firstRound;
  private final Map<TableName, TableFacts> facts = new HashMap<>();
  private final Map<String, Boolean> healthy = new HashMap<>();
  private final Map<TableName, Instant> looked = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final Map<TableImport, List<TableDefinition>> imported = new HashMap<>();

  /**
   * @param health is told a source's name and whether the last look succeeded
   * @param clock tells when a table was looked at
   */
  Discovery(
      CatalogScript script,
      @Nullable String defaultSchema,
      Map<String, Source> sources,
      Dialect dialect,
      DiscoveryConfig config,
      ScheduledExecutorService timer,
      BiConsumer<String, Boolean> health,
      InstantSource clock) {
    this.script = script;
    this.defaultSchema = defaultSchema;
    this.sources = Map.copyOf(sources);
    this.dialect = dialect;
    this.config = config;
    this.timer = timer;
    this.health = health;
    this.clock = clock;
    this.firstRound = new CountDownLatch(sources.size());
  }

  /** When a table was last looked at; empty: never. */
  Optional<Instant> lookedAt(TableName table) {
    return Optional.ofNullable(looked.get(table));
  }

  /** Starts looking; returns when every source was looked at once, or after the bound. */
  void start() {
    sources.values().forEach(source -> timer.execute(() -> firstLook(source)));
    try {
      if (!firstRound.await(config.startBound().toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("some sources have not answered yet; looking goes on in the background");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the last look at a source succeeded. */
  synchronized boolean isHealthy(String source) {
    return healthy.getOrDefault(source, false);
  }

  /**
   * Looks at one table more closely; plans made from now on know what was found.
   *
   * @throws QueryException when its source can't be reached or has no such table
   */
  void analyze(TableName name) {
    CatalogTable table = dialect.catalog().tables().get(name);
    if (table == null) {
      throw new QueryException(
          ErrorCode.NOT_SUPPORTED, name + " is no table of a source; analyze the tables it reads");
    }
    publish(List.of(table.source().analyze(table.handle())));
  }

  private void firstLook(Source source) {
    try {
      look(source);
    } finally {
      firstRound.countDown();
    }
  }

  private void look(Source source) {
    Duration pause = config.retry();
    try {
      publish(source.discover(handles(source)).tables());
      if (importTables(source)) {
        publish(source.discover(handles(source)).tables());
      }
      note(source, true, "answers");
      pause = config.refresh();
    } catch (QueryException e) {
      if (e.code() != ErrorCode.OVERLOADED) { // who is busy answers
        note(source, false, e.getMessage());
      }
    } catch (RuntimeException e) {
      log.error("looking at source {} failed", source.name(), e);
      note(source, false, e.toString());
    }
    if (!timer.isShutdown()) {
      timer.schedule(() -> look(source), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Declares what the imports from a source find there now.
   *
   * @return whether anything changed
   * @throws QueryException with CATALOG_INVALID when a name is taken; the catalog stays as it was
   */
  private boolean importTables(Source source) {
    Map<TableImport, List<TableDefinition>> found = new HashMap<>();
    script.imports().stream()
        .filter(one -> one.source().equals(source.name()))
        .forEach(one -> found.put(one, one.read(source)));
    return declare(found);
  }

  private synchronized boolean declare(Map<TableImport, List<TableDefinition>> found) {
    Map<TableImport, List<TableDefinition>> all = new HashMap<>(imported);
    all.putAll(found);
    if (all.equals(imported)) {
      return false;
    }
    replaceCatalog(script.withImported(all));
    imported.putAll(found);
    return true;
  }

  private void replaceCatalog(CatalogScript current) {
    long version = dialect.catalog().version() + 1;
    dialect.replaceCatalog(Catalog.of(version, current, sources, facts, defaultSchema));
  }

  private List<TableHandle> handles(Source source) {
    return dialect.catalog().tables().values().stream()
        .filter(table -> table.source().name().equals(source.name()))
        .map(CatalogTable::handle)
        .toList();
  }

  private synchronized void publish(List<TableFacts> found) {
    boolean news = false;
    for (TableFacts table : found) {
      looked.put(table.name(), clock.instant());
      TableFacts before = facts.put(table.name(), table);
      news |= before == null || table.differsFrom(before);
    }
    if (news) {
      replaceCatalog(script.withImported(imported));
    }
  }

  private synchronized void note(Source source, boolean ok, String what) {
    Boolean before = healthy.put(source.name(), ok);
    if (before == null || before != ok) {
      health.accept(source.name(), ok);
      if (ok) {
        log.info("source {} {}", source.name(), what);
      } else {
        log.warn("source {} can't be used: {}", source.name(), what);
      }
    }
  }
}
