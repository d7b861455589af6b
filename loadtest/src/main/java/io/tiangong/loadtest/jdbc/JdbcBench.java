package io.tiangong.loadtest.jdbc;

import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.loadtest.bench.Scenario;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** What {@code bench jdbc} runs in each round: one table, four ways; one row, two ways. */
final class JdbcBench implements AutoCloseable {

  static final String DUCK_DB = "read, DuckDB's own JDBC";
  static final String DRIVER = "read, JDBC driver";
  static final String CLIENT = "read, Java client";
  static final String FLIGHT = "read, Flight SQL (Arrow)";
  static final String POINT_DRIVER = "one row, JDBC prepared";
  static final String POINT_CLIENT = "one row, Java client";

  private static final String POINT = "SELECT id, city FROM sales.shops WHERE id = ?";

  private final SalesFile table;
  private final String sql;
  private final Connection duckDb;
  private final Connection driver;
  private final PreparedStatement prepared;
  private final TiangongClient client;
  private final BufferAllocator memory = new RootAllocator();
  private final FlightSqlClient flight;
  private long checksum;
  private long next;

  JdbcBench(SalesFile table, int port) throws SQLException {
    this.table = table;
    this.sql = "SELECT " + SalesFile.COLUMNS + " FROM sales." + table.name();
    this.duckDb = DriverManager.getConnection("jdbc:duckdb:");
    this.driver = DriverManager.getConnection("jdbc:tiangong://127.0.0.1:" + port + "/sales");
    this.prepared = driver.prepareStatement(POINT);
    this.client = TiangongClient.connect("127.0.0.1:" + port);
    this.flight =
        new FlightSqlClient(
            FlightClient.builder(memory, Location.forGrpcInsecure("127.0.0.1", port)).build());
    this.checksum = readDuckDb();
  }

  Connection driver() {
    return driver;
  }

  List<Scenario> scenarios() {
    return List.of(
        Scenario.of(DUCK_DB, () -> check(readDuckDb())),
        Scenario.of(DRIVER, () -> check(SalesReader.jdbc(driver, sql, 0, rows -> {}))),
        Scenario.of(CLIENT, () -> check(SalesReader.client(client, sql))),
        Scenario.of(FLIGHT, () -> check(SalesReader.flight(flight, sql))),
        Scenario.of(POINT_DRIVER, this::onePrepared),
        Scenario.of(POINT_CLIENT, this::oneByClient));
  }

  private long readDuckDb() throws SQLException {
    String own = "SELECT " + SalesFile.COLUMNS + " FROM read_parquet('" + table.file() + "')";
    return SalesReader.jdbc(duckDb, own, 0, rows -> {});
  }

  private void check(long sum) {
    if (sum != checksum) {
      throw new IllegalStateException("read " + sum + " where DuckDB reads " + checksum);
    }
  }

  private long key() {
    next = (next + 7) % 1000;
    return next;
  }

  private void onePrepared() throws SQLException {
    prepared.setLong(1, key());
    try (ResultSet row = prepared.executeQuery()) {
      if (!row.next() || row.getLong(1) != next || row.getString(2) == null || row.next()) {
        throw new IllegalStateException("not one row for " + next);
      }
    }
  }

  private void oneByClient() {
    try (QueryResult row = client.query(POINT, key())) {
      if (!row.next() || row.getLong(0) != next || row.getString(1) == null || row.next()) {
        throw new IllegalStateException("not one row for " + next);
      }
    }
  }

  @Override
  public void close() throws Exception {
    flight.close();
    memory.close();
    client.close();
    driver.close();
    duckDb.close();
  }
}
