package io.tiangong.loadtest.direct;

import io.tiangong.demo.dataset.Calendar;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads the demo's MariaDB tables with the driver alone. Used by one thread. */
public final class DirectMariaDb implements AutoCloseable {

  /** What MySQL counts for one carrier. */
  public record Detail(long orders, BigDecimal amount) {}

  private final Connection connection;
  private final PreparedStatement order;
  private final PreparedStatement details;

  public DirectMariaDb(Connection connection) throws SQLException {
    this.connection = connection;
    order =
        connection.prepareStatement(
            "SELECT order_id, tms, status, amount FROM ord.orders WHERE order_id = ?");
    details =
        connection.prepareStatement(
            "SELECT tms, COUNT(*), SUM(amount) FROM ord.orders WHERE dt = ? GROUP BY tms");
  }

  /** The amount of an order, having read all columns of the point query. */
  public BigDecimal order(long orderId) throws SQLException {
    order.setLong(1, orderId);
    try (ResultSet row = order.executeQuery()) {
      row.next();
      row.getLong(1);
      row.getString(2);
      row.getString(3);
      return row.getBigDecimal(4);
    }
  }

  /** Today's orders by carrier. */
  public Map<String, Detail> detailsToday() throws SQLException {
    details.setObject(1, Calendar.TODAY);
    Map<String, Detail> byCarrier = new HashMap<>();
    try (ResultSet rows = details.executeQuery()) {
      while (rows.next()) {
        byCarrier.put(rows.getString(1), new Detail(rows.getLong(2), rows.getBigDecimal(3)));
      }
    }
    return byCarrier;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
