package io.tiangong.conformance.answer;

import io.tiangong.client.Query;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads answers of the gateway and of DuckDB into one form. */
public final class Answers {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private Answers() {}

  public static Answer ofGateway(
      TiangongClient client, String sql, List<@Nullable Object> parameters) {
    Query query = new Query(sql, parameters, "", TIMEOUT, 0, false);
    try (QueryResult result = client.query(query)) {
      List<String> types = result.columns().stream().map(c -> c.kind() + "/" + c.scale()).toList();
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
          row.add(cell(result.getObject(i)));
        }
        rows.add(row);
      }
      return new Answer.Rows(types, rows);
    } catch (TiangongException e) {
      return new Answer.Failure(e.code(), e.getMessage());
    }
  }

  public static Answer ofDuckDb(ResultSet result) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int columns = result.getMetaData().getColumnCount();
    while (result.next()) {
      List<@Nullable Object> row = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        row.add(cell(result.getObject(i)));
      }
      rows.add(row);
    }
    return new Answer.Rows(List.of(), rows);
  }

  private static @Nullable Object cell(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    } else if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    } else if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    } else if (value instanceof BigInteger number) {
      return new BigDecimal(number).stripTrailingZeros();
    } else if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue()).stripTrailingZeros();
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof Timestamp at) {
      return at.toLocalDateTime().toString();
    }
    return value instanceof Blob blob ? hex(blob) : value.toString();
  }

  private static String hex(Blob blob) {
    try {
      return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
