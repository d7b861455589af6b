package io.tiangong.conformance.slt;

import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.conformance.placement.PlacedTables;
import io.tiangong.conformance.placement.Placement;
import io.tiangong.conformance.placement.ServedTables;
import io.tiangong.conformance.placement.Servers;
import io.tiangong.conformance.placement.Staging;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one test file at one placement.
 *
 * <p>Users of the gateway can't write, so the file's statements run in a MariaDB database of the
 * run's own; before the next query, what they made is copied to the placement and declared.
 */
final class SltTables implements AutoCloseable {

  private static final Pattern VIEW =
      Pattern.compile("(?is)(?:(create)\\s+view\\s+(\\w+)\\s+as\\s+(.*)|drop\\s+view\\s+(\\w+).*)");

  /** The suite joins up to 64 tables; DuckDB sets some MiB aside for each join of a statement. */
  private static final String WIDE_JOINS = "engine: {memory: 512MB}\n";

  private final Servers servers;
  private final Placement placement;
  private final String database;
  private final Connection mariaDb;
  private final Map<String, String> views = new LinkedHashMap<>();
  private @Nullable ServedTables served;

  SltTables(Servers servers, Placement placement, String database) throws SQLException {
    this.servers = servers;
    this.placement = placement;
    this.database = database;
    this.mariaDb = servers.mariaDb();
    try (Statement statement = mariaDb.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin".formatted(database));
      statement.execute("USE " + database);
    }
  }

  /** Runs a statement; says why it failed when it did. */
  Optional<String> execute(String sql) {
    try (Statement statement = mariaDb.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    rememberView(sql);
    stop();
    return Optional.empty();
  }

  private void rememberView(String sql) {
    Matcher view = VIEW.matcher(sql.strip());
    if (!view.matches()) {
      return;
    } else if (view.group(1) == null) {
      views.remove(view.group(4).toLowerCase(Locale.ROOT));
    } else {
      views.put(view.group(2).toLowerCase(Locale.ROOT), view.group(3));
    }
  }

  /** A gateway over the tables as they are now. */
  ServedTables served() throws SQLException {
    if (served == null) {
      served = serve();
    }
    return served;
  }

  private ServedTables serve() throws SQLException {
    try (PlacedTables placed = new PlacedTables(servers, database);
        Staging staging = Staging.open()) {
      MariaDbCatalog catalog = new MariaDbCatalog(mariaDb, database);
      for (LogicalTable table : catalog.tables()) {
        if (placement == Placement.MYSQL) {
          placed.declareMySql(table);
        } else {
          staging.create(table);
          staging.insert(table, catalog.rows(table));
          placed.add(placement, table, staging);
        }
      }
      views.forEach(
          (name, sql) ->
              placed.declare("CREATE VIEW %s.%s AS %s;".formatted(placement.schema(), name, sql)));
      return ServedTables.start(
          placed, "default-schema: " + placement.schema() + "\n" + WIDE_JOINS);
    }
  }

  private void stop() {
    if (served != null) {
      served.close();
      served = null;
    }
  }

  @Override
  public void close() throws SQLException {
    stop();
    mariaDb.close();
  }
}
