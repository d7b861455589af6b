package io.tiangong.demo.run;

import io.tiangong.demo.dataset.CarrierDays;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.load.HBaseLoader;
import io.tiangong.demo.load.MariaDbLoader;
import io.tiangong.demo.load.ParquetLoader;
import io.tiangong.demo.load.Progress;
import io.tiangong.embedded.HBaseServer;
import io.tiangong.embedded.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HBase, MariaDB, Parquet files and a gateway over them, all on loopback and filled with a data
 * set.
 *
 * <p>Started once; {@link #close} stops all of it from any thread, also while it starts.
 */
public final class DemoEnvironment implements AutoCloseable {

  private static final String MARIADB_USER = "tiangong";

  private final DemoSettings settings;
  private final DemoDirectory directory;
  private final Progress progress;
  private final Running running;
  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private final DirectoryLock lock;
  private final DemoPorts ports;
  private final boolean loaded;
  private final DemoUsers users;
  private volatile long gatewayPid;

  /**
   * Takes the directory, clears it of other data, and looks at the ports; starts nothing yet.
   *
   * @throws IllegalStateException when the directory or a port is in use, naming it
   */
  public DemoEnvironment(DemoSettings settings, Progress progress) {
    this.settings = settings;
    this.directory = new DemoDirectory(settings.directory());
    this.progress = progress;
    this.running = new Running(name -> progress.say(name, "stopped"));
    this.lock = DirectoryLock.acquire(settings.directory());
    try {
      ports =
          DemoPorts.choose(settings.gatewayPort(), settings.hbasePort(), settings.mariaDbPort());
      loaded = directory.holds(settings.dataset());
      users = DemoUsers.of(directory);
    } catch (IllegalStateException e) {
      lock.close();
      throw e;
    }
  }

  /** Who may ask the gateway, beside callers without credentials. */
  public DemoUsers users() {
    return users;
  }

  public DemoPorts ports() {
    return ports;
  }

  public long gatewayPid() {
    return gatewayPid;
  }

  public Path gatewayLog() {
    return directory.gatewayLog();
  }

  /** Whether {@link #close} has been called. */
  public boolean isStopping() {
    return running.isStopping();
  }

  /** The address that clients connect to. */
  public String target() {
    return "127.0.0.1:" + ports.gateway();
  }

  /** A connection to MariaDB itself, for loading and for comparison. */
  public Connection mariaDb() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:" + ports.mariaDb() + "/?useBulkStmts=true",
        MARIADB_USER,
        directory.password());
  }

  /** The directory of the offline tables. */
  public Path kpiFiles() {
    return directory.kpi();
  }

  /** Completes, with what to tell the user, when a server or the gateway dies on its own. */
  public CompletableFuture<String> failure() {
    return failure;
  }

  /** Starts the servers beside each other, loads what is missing, then starts the gateway. */
  public void start() {
    Dataset dataset = settings.dataset();
    progress.say("data", describe(dataset) + (loaded ? "loaded before" : "to be loaded"));
    DemoCatalog catalog = DemoCatalog.of(directory, ports, MARIADB_USER, settings.moreCatalog());
    ExecutorService boots = Executors.newFixedThreadPool(2);
    try {
      CompletableFuture<Void> hbase =
          CompletableFuture.runAsync(() -> bootHBase(catalog, !loaded), boots);
      CompletableFuture<Void> mariaDb =
          CompletableFuture.runAsync(() -> bootMariaDb(!loaded), boots);
      if (!loaded) {
        writeParquet(dataset);
      }
      CompletableFuture.allOf(hbase, mariaDb).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      boots.shutdownNow();
    }
    directory.marker().write(dataset);
    startGateway(catalog);
  }

  private static String describe(Dataset dataset) {
    return String.format(
        Locale.ROOT,
        "seed %d, scale %s: %,d orders, %d carriers; ",
        dataset.seed(),
        dataset.scale(),
        dataset.orderCount(),
        Dataset.CARRIERS);
  }

  private void bootHBase(DemoCatalog catalog, boolean load) {
    double begin = progress.seconds();
    progress.say("HBase", "starting, ZooKeeper on port " + ports.zookeeper());
    HBaseServer server =
        HBaseServer.start(
            directory.hbase(),
            new HBaseServer.Ports(
                ports.zookeeper(), ports.hbaseMaster(), ports.hbaseRegionServer()));
    running.add("HBase", server::close);
    watch("HBase", server.pid(), server.log());
    ready("HBase", begin, server.pid());
    if (load) {
      HBaseLoader.load(settings.dataset(), catalog.texts(), progress);
    }
  }

  private void bootMariaDb(boolean load) {
    double begin = progress.seconds();
    progress.say("MariaDB", "starting on port " + ports.mariaDb());
    Path binaries = settings.root().resolve(".tiangong").resolve("mariadb-binaries");
    MariaDbServer server =
        MariaDbServer.start(
            new MariaDbServer.Settings(
                directory.mariaDb(),
                binaries,
                ports.mariaDb(),
                MARIADB_USER,
                directory.password(),
                List.of()));
    running.add("MariaDB", server::close);
    watch("MariaDB", server.pid(), server.log());
    ready("MariaDB", begin, server.pid());
    if (load) {
      loadMariaDb();
    }
  }

  private void loadMariaDb() {
    try (Connection connection = mariaDb()) {
      MariaDbLoader.load(settings.dataset(), connection, progress);
    } catch (SQLException e) {
      throw new IllegalStateException("MariaDB could not be loaded: " + e.getMessage(), e);
    }
  }

  private void writeParquet(Dataset dataset) {
    try {
      ParquetLoader.load(new CarrierDays(dataset), directory.kpi(), progress);
    } catch (SQLException e) {
      throw new IllegalStateException("Parquet could not be written: " + e.getMessage(), e);
    }
  }

  private void startGateway(DemoCatalog catalog) {
    double begin = progress.seconds();
    catalog.write(directory.catalog());
    users.write(directory.users());
    String config =
        """
        # Written by the demo at each start.
        listen:
          host: 127.0.0.1
          port: %d
        catalog: [catalog]
        auth:
          users: users.yaml
          anonymous: true
        discovery:
          start-bound: 30s
          retry: 1s
        """
            .formatted(ports.gateway());
    try {
      Files.writeString(directory.gatewayConfig(), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GatewayProcess gateway =
        GatewayProcess.start(
            settings.root(),
            directory.gatewayConfig(),
            directory.gatewayLog(),
            line -> progress.say("gateway", line));
    running.add("gateway", gateway);
    gatewayPid = gateway.pid();
    watch("gateway", gateway.pid(), directory.gatewayLog());
    ready("gateway", begin, gateway.pid());
  }

  private void ready(String subject, double begin, long pid) {
    double took = progress.seconds() - begin;
    progress.say(subject, String.format(Locale.ROOT, "up after %.1f s, pid %d", took, pid));
  }

  private void watch(String subject, long pid, Path log) {
    String message = "%s (pid %d) ended on its own; see %s".formatted(subject, pid, log);
    ProcessHandle.of(pid)
        .ifPresentOrElse(
            process -> process.onExit().thenRun(() -> died(message)), () -> died(message));
  }

  private void died(String message) {
    if (!running.isStopping()) {
      failure.complete(message);
    }
  }

  /** Stops the gateway, then the servers. Idempotent. */
  @Override
  public void close() {
    running.close();
    lock.close();
  }
}
