package io.tiangong.conformance.placement;

import io.tiangong.demo.load.Progress;
import io.tiangong.demo.run.DemoPorts;
import io.tiangong.embedded.HBaseServer;
import io.tiangong.embedded.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * An HBase, a MariaDB and a directory of Parquet files on loopback, empty at first and gone when
 * closed.
 */
public final class Servers implements AutoCloseable {

  private final Path directory;
  private final HBaseServer hbase;
  private final MariaDbServer mariaDb;
  private final HBaseTables hbaseTables;

  private Servers(Path directory, HBaseServer hbase, MariaDbServer mariaDb) {
    this.directory = directory;
    this.hbase = hbase;
    this.mariaDb = mariaDb;
    this.hbaseTables = new HBaseTables(hbaseSource());
  }

  /**
   * Starts both beside each other.
   *
   * @param root of the repository; the unpacked MariaDB is kept below it
   */
  public static Servers start(Path root, Progress progress) {
    Path directory = temporaryDirectory();
    DemoPorts ports = DemoPorts.choose(0, 0, 0);
    progress.say("servers", "starting HBase and MariaDB in " + directory);
    CompletableFuture<HBaseServer> hbase =
        CompletableFuture.supplyAsync(
            () -> HBaseServer.start(directory.resolve("hbase"), hbasePorts(ports)));
    MariaDbServer mariaDb =
        MariaDbServer.start(settings(root, directory).withPort(ports.mariaDb()));
    progress.say("servers", "MariaDB is up");
    try {
      Servers servers = new Servers(directory, hbase.join(), mariaDb);
      progress.say("servers", "HBase is up");
      return servers;
    } catch (CompletionException e) {
      mariaDb.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("tiangong-conformance");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HBaseServer.Ports hbasePorts(DemoPorts ports) {
    return new HBaseServer.Ports(ports.zookeeper(), ports.hbaseMaster(), ports.hbaseRegionServer());
  }

  private static MariaDbServer.Settings settings(Path root, Path directory) {
    Path binaries = root.resolve(".tiangong").resolve("mariadb-binaries");
    return MariaDbServer.Settings.of(directory.resolve("mariadb"), binaries);
  }

  /** A new connection to MariaDB. */
  public Connection mariaDb() throws SQLException {
    return DriverManager.getConnection(
        mariaDbUrl()
            + "?useBulkStmts=true&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true",
        mariaDb.user(),
        mariaDb.password());
  }

  private String mariaDbUrl() {
    return "jdbc:mariadb://127.0.0.1:" + mariaDb.port() + "/";
  }

  Path directory() {
    return directory;
  }

  HBaseTables hbaseTables() {
    return hbaseTables;
  }

  /**
   * CREATE SOURCE of the three.
   *
   * @param offline directory of the offline tables
   */
  List<String> sources(Path offline) {
    return List.of(
        hbaseSource(),
        "CREATE SOURCE %s WITH ('type' = 'mysql', 'primary.url' = '%s', 'user' = '%s', 'password' = '%s');\n"
            .formatted(
                Declarations.source(Placement.MYSQL),
                mariaDbUrl(),
                mariaDb.user(),
                mariaDb.password()),
        "CREATE SOURCE %s WITH ('type' = 'offline', 'path' = '%s');\n"
            .formatted(Declarations.source(Placement.OFFLINE), offline));
  }

  private String hbaseSource() {
    return "CREATE SOURCE %s WITH ('type' = 'hbase', 'primary.zookeeper' = '%s');\n"
        .formatted(Declarations.source(Placement.HBASE), hbase.zookeeper());
  }

  /** Stops both and removes their files. */
  @Override
  public void close() {
    hbaseTables.close();
    mariaDb.close();
    hbase.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("files in " + directory + " can't be removed", e);
    }
  }
}
