package io.tiangong.loadtest.peers;

import io.tiangong.loadtest.direct.DirectHBase;
import io.tiangong.loadtest.direct.DirectKpi;
import io.tiangong.loadtest.direct.DirectMariaDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an engineer would write in Java over the drivers for just these queries. */
final class HandPeer implements Peer {

  private static final int BEST = 10;

  private final Sources sources;
  private final DirectHBase hbase;
  private final List<Connection> connections = new ArrayList<>();

  private record Ordered(Object date, Object priority) {}

  HandPeer(Sources sources) {
    this.sources = sources;
    this.hbase = new DirectHBase(sources.servers().zookeeperPort());
  }

  @Override
  public String name() {
    return "hand";
  }

  @Override
  public String mode() {
    return "hand-written Java over the drivers, prepared, in the client's JVM";
  }

  @Override
  public Optional<Read> read(PeerQuery query) throws SQLException {
    return switch (query) {
      case Q3 -> Optional.of(linesOfCustomer());
      case Q4 -> Optional.of(shippingPriority());
      case Q6 -> Optional.of(kpi());
      case Q1, Q2, Q5 -> Optional.empty();
    };
  }

  private Connection open(Connection connection) {
    connections.add(connection);
    return connection;
  }

  /** The orders' keys from MariaDB, then the lines of these keys from Parquet. */
  private Read linesOfCustomer() throws SQLException {
    Connection duckDb = open(sources.duckDb());
    PreparedStatement orders =
        open(sources.mariaDb())
            .prepareStatement("SELECT o_orderkey FROM tpch.orders WHERE o_custkey = ?");
    return customer -> {
      orders.setLong(1, customer);
      List<String> keys = new ArrayList<>();
      try (ResultSet row = orders.executeQuery()) {
        while (row.next()) {
          keys.add(row.getString(1));
        }
      }
      if (keys.isEmpty()) {
        return List.of();
      }
      String sql =
          "SELECT l_orderkey, COUNT(*), SUM(l_extendedprice) FROM "
              + sources.lineitem()
              + " WHERE l_orderkey IN ("
              + String.join(", ", keys)
              + ") GROUP BY l_orderkey ORDER BY l_orderkey";
      try (PreparedStatement lines = duckDb.prepareStatement(sql)) {
        return Statements.rows(lines);
      }
    };
  }

  /** The orders of the segment from MariaDB into a map, the open lines from Parquet through it. */
  private Read shippingPriority() throws SQLException {
    PreparedStatement orders =
        open(sources.mariaDb())
            .prepareStatement(
                "SELECT o_orderkey, o_orderdate, o_shippriority FROM tpch.customer JOIN tpch.orders"
                    + " ON c_custkey = o_custkey WHERE c_mktsegment = 'BUILDING' AND o_orderdate <"
                    + " DATE '1995-03-15'");
    PreparedStatement lines =
        open(sources.duckDb())
            .prepareStatement(
                "SELECT l_orderkey, SUM(l_extendedprice * (1 - l_discount)) FROM "
                    + sources.lineitem()
                    + " WHERE l_shipdate > DATE '1995-03-15' GROUP BY l_orderkey");
    return ignored -> {
      Map<Long, Ordered> wanted = new HashMap<>();
      try (ResultSet row = orders.executeQuery()) {
        while (row.next()) {
          wanted.put(row.getLong(1), new Ordered(row.getObject(2), row.getObject(3)));
        }
      }
      return best(wanted, lines);
    };
  }

  private static List<List<@Nullable Object>> best(
      Map<Long, Ordered> wanted, PreparedStatement lines) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ResultSet row = lines.executeQuery()) {
      while (row.next()) {
        Ordered order = wanted.get(row.getLong(1));
        if (order != null) {
          rows.add(
              Arrays.asList(row.getLong(1), row.getBigDecimal(2), order.date(), order.priority()));
        }
      }
    }
    rows.sort(
        Comparator.<List<@Nullable Object>, BigDecimal>comparing(r -> (BigDecimal) r.get(1))
            .reversed()
            .thenComparing(r -> String.valueOf(r.get(2)))
            .thenComparing(r -> (Long) r.get(0)));
    return rows.subList(0, Math.min(BEST, rows.size()));
  }

  private Read kpi() throws SQLException {
    DirectKpi kpi =
        new DirectKpi(new DirectMariaDb(open(sources.mariaDb())), hbase, sources.files());
    return ignored ->
        kpi.best().stream()
            .map(
                c ->
                    Arrays.<@Nullable Object>asList(
                        c.tms(),
                        c.region(),
                        c.planned(),
                        c.done(),
                        c.orders(),
                        c.amount(),
                        c.rate()))
            .toList();
  }

  @Override
  public void close() throws SQLException, IOException {
    hbase.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
