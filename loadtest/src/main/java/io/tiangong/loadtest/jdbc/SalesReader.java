package io.tiangong.loadtest.jdbc;

import io.tiangong.client.Query;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.function.LongConsumer;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads every cell of the six columns; the sum shows that all ways read the same. */
final class SalesReader {

  private SalesReader() {}

  /**
   * Through a JDBC driver.
   *
   * @param perRow told the number of rows so far
   */
  static long jdbc(Connection connection, String sql, int fetchSize, LongConsumer perRow)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery(sql)) {
        long sum = 0;
        long count = 0;
        while (rows.next()) {
          sum += rows.getLong(1) + rows.getInt(2) + (long) rows.getDouble(3);
          sum += rows.getBigDecimal(4).unscaledValue().longValue() + rows.getString(5).length();
          Date date = rows.getDate(6);
          sum += date == null ? 0 : date.toLocalDate().getDayOfYear();
          perRow.accept(++count);
        }
        return sum;
      }
    }
  }

  /** Through the Java client. */
  static long client(TiangongClient client, String sql) {
    try (QueryResult rows = client.query(Query.of(sql))) {
      long sum = 0;
      while (rows.next()) {
        sum += rows.getLong(0) + rows.getLong(1) + (long) rows.getDouble(2);
        var amount = rows.getBigDecimal(3);
        String city = rows.getString(4);
        LocalDate date = rows.getLocalDate(5);
        sum += amount == null ? 0 : amount.unscaledValue().longValue();
        sum += city == null ? 0 : city.length();
        sum += date == null ? 0 : date.getDayOfYear();
      }
      return sum;
    }
  }

  /** Through Flight SQL, from Arrow vectors. */
  static long flight(FlightSqlClient client, String sql) throws Exception {
    FlightInfo info = client.execute(sql);
    long sum = 0;
    try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
      VectorSchemaRoot root = stream.getRoot();
      while (stream.next()) {
        sum += sum(root);
      }
    }
    return sum;
  }

  private static long sum(VectorSchemaRoot root) {
    BigIntVector id = (BigIntVector) root.getVector(0);
    IntVector shop = (IntVector) root.getVector(1);
    Float8Vector price = (Float8Vector) root.getVector(2);
    DecimalVector amount = (DecimalVector) root.getVector(3);
    VarCharVector city = (VarCharVector) root.getVector(4);
    DateDayVector date = (DateDayVector) root.getVector(5);
    long sum = 0;
    for (int row = 0; row < root.getRowCount(); row++) {
      sum += id.get(row) + shop.get(row) + (long) price.get(row);
      sum += amount.getObjectNotNull(row).unscaledValue().longValue();
      sum += city.getObject(row).toString().length();
      sum += LocalDate.ofEpochDay(date.get(row)).getDayOfYear();
    }
    return sum;
  }
}
