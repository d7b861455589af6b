package io.tiangong.demo.load;

import io.tiangong.demo.dataset.Courier;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.dataset.Order;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Fills {@code ord.orders} and {@code ord.couriers}. */
public final class MariaDbLoader {

  private static final int BATCH_ROWS = 5_000;

  private static final List<String> DDL =
      List.of(
          "CREATE DATABASE IF NOT EXISTS ord CHARACTER SET utf8mb4",
          "DROP TABLE IF EXISTS ord.orders, ord.couriers",
          """
          CREATE TABLE ord.orders (
            order_id BIGINT NOT NULL PRIMARY KEY,
            tms VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
            courier_id BIGINT NOT NULL,
            region VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
            status VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
            amount DECIMAL(10, 2) NOT NULL,
            weight_kg DOUBLE NOT NULL,
            note VARCHAR(200),
            created_at DATETIME(3) NOT NULL,
            dt DATE NOT NULL,
            INDEX orders_by_day (dt, tms, amount),
            INDEX orders_by_courier (courier_id)
          )""",
          """
          CREATE TABLE ord.couriers (
            courier_id BIGINT NOT NULL PRIMARY KEY,
            tms VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
            name VARCHAR(100) NOT NULL,
            region VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
            joined DATE NOT NULL
          )""");

  private MariaDbLoader() {}

  /**
   * Drops and fills both tables.
   *
   * @param connection of a user that may create databases; left without auto-commit
   */
  public static void load(Dataset dataset, Connection connection, Progress progress)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String ddl : DDL) {
        statement.execute(ddl);
      }
    }
    connection.setAutoCommit(false);
    insert(
        connection,
        "INSERT INTO ord.couriers VALUES (?, ?, ?, ?, ?)",
        dataset.couriers().map(MariaDbLoader::cells),
        progress.rows("MariaDB", "ord.couriers"));
    insert(
        connection,
        "INSERT INTO ord.orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        dataset.orders().map(MariaDbLoader::cells),
        progress.rows("MariaDB", "ord.orders"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE TABLE ord.orders, ord.couriers");
    }
  }

  private static void insert(
      Connection connection, String sql, Stream<Object[]> rows, Progress.Rows progress)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int pending = 0;
      for (Iterator<Object[]> it = rows.iterator(); it.hasNext(); ) {
        Object[] row = it.next();
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
        progress.add();
        if (++pending == BATCH_ROWS) {
          statement.executeBatch();
          pending = 0;
        }
      }
      statement.executeBatch();
    }
    connection.commit();
    progress.done();
  }

  @SuppressWarnings("NullAway") // a NULL note is a null cell
  private static Object[] cells(Order order) {
    return new Object[] {
      order.orderId(),
      order.tms(),
      order.courierId(),
      order.region(),
      order.status().toString(),
      order.amount(),
      order.weightKg(),
      order.note(),
      order.createdAt(),
      order.dt()
    };
  }

  private static Object[] cells(Courier courier) {
    return new Object[] {
      courier.courierId(), courier.tms(), courier.name(), courier.region(), courier.joined()
    };
  }
}
