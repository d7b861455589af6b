package io.tiangong.conformance.placement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables that lie at placements, filled and declared: a catalog in the making. For one thread.
 *
 * <p>Its name keeps the tables of one catalog apart from those of others on the same servers.
 */
public final class PlacedTables implements AutoCloseable {

  private final Servers servers;
  private final String name;
  private final Connection mariaDb;
  private final List<String> ddl = new ArrayList<>();

  /**
   * @param name of the MariaDB database and the HBase namespace
   */
  public PlacedTables(Servers servers, String name) throws SQLException {
    this.servers = servers;
    this.name = name;
    this.mariaDb = servers.mariaDb();
    directory(offline());
  }

  /** Puts the rows that the staging has of a table at a placement, in the placement's schema. */
  public void add(Placement placement, LogicalTable table, Staging staging) throws SQLException {
    add(placement, placement.schema(), table, staging);
  }

  /** Puts the rows that the staging has of a table at a placement, and declares it. */
  public void add(Placement placement, String schema, LogicalTable table, Staging staging)
      throws SQLException {
    String declaration = Declarations.ddl(placement, schema, table, name);
    switch (placement) {
      case MYSQL -> new MariaDbTables(mariaDb, name).fill(table, staging);
      case OFFLINE -> writeParquet(table, staging);
      case HBASE -> servers.hbaseTables().fill(table, declaration, staging);
    }
    ddl.add(declaration);
  }

  /** Declares a table that lies in MariaDB already, in the database of this name. */
  public void declareMySql(LogicalTable table) {
    ddl.add(Declarations.ddl(Placement.MYSQL, Placement.MYSQL.schema(), table, name));
  }

  /** Adds any declaration. */
  public void declare(String statement) {
    ddl.add(statement);
  }

  private void writeParquet(LogicalTable table, Staging staging) throws SQLException {
    Path directory = directory(offline().resolve(table.name()));
    staging.writeParquet(table, directory.resolve("part-0.parquet"));
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the staging reads the table from a Parquet file. */
  public void replaceByParquet(LogicalTable table, Staging staging) throws SQLException {
    Path file = directory(servers.directory().resolve("parquet")).resolve(table.name());
    staging.writeParquet(table, file);
    staging.execute("DROP TABLE " + table.name());
    staging.execute(
        "CREATE VIEW %s AS SELECT * FROM read_parquet('%s')".formatted(table.name(), file));
  }

  private Path offline() {
    return servers.directory().resolve("offline").resolve(name);
  }

  /** The whole catalog. */
  List<String> catalog() {
    List<String> all = new ArrayList<>(servers.sources(offline()));
    all.addAll(ddl);
    return all;
  }

  Path directory() {
    return servers.directory();
  }

  @Override
  public void close() throws SQLException {
    mariaDb.close();
  }
}
