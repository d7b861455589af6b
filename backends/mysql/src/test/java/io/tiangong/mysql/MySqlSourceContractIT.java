package io.tiangong.mysql;

import io.tiangong.spi.Column;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.Value;
import io.tiangong.spi.testing.ContractTable;
import io.tiangong.spi.testing.SourceContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class MySqlSourceContractIT extends SourceContract {

  private static TestServer server;
  private static MySqlSource source;

  @BeforeAll
  static void fill(@TempDir Path directory) throws SQLException {
    server = TestServer.start(directory);
    server.execute(
        "CREATE TABLE shop.every_kind (id BIGINT PRIMARY KEY, c_boolean BIT(1), c_tinyint TINYINT,"
            + " c_smallint SMALLINT, c_integer INT, c_bigint BIGINT, c_decimal DECIMAL(38, 10),"
            + " c_float FLOAT, c_double DOUBLE, c_varchar TEXT, c_varbinary VARBINARY(100),"
            + " c_date DATE, c_time TIME(6), c_timestamp DATETIME(6),"
            + " c_timestamp_ltz TIMESTAMP(6) NULL, c_json JSON)");
    insert(ContractTable.relation().rows());
    source = server.source(Map.of());
  }

  @AfterAll
  static void stop() {
    source.close();
    server.close();
  }

  private static void insert(List<List<@Nullable Object>> rows) throws SQLException {
    int width = ContractTable.COLUMNS.size();
    try (Connection connection = server.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO shop.every_kind VALUES ("
                    + String.join(", ", Collections.nCopies(width, "?"))
                    + ")")) {
      connection.createStatement().execute("SET time_zone = '+00:00'");
      for (List<@Nullable Object> row : rows) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < width; i++) {
          values.add(new Value(ContractTable.COLUMNS.get(i).type(), row.get(i)));
        }
        ParameterBinder.bind(insert, values);
        insert.executeUpdate();
      }
    }
  }

  @Override
  protected Source source() {
    return source;
  }

  @Override
  protected TableHandle table() {
    return source.declare(ContractTable.definition(Map.of("table", "shop.every_kind")));
  }

  @Override
  protected SourceRequest request(List<Column> output, Optional<KeyFilter> keys) {
    String columns =
        output.stream().map(c -> "`" + c.name() + "`").collect(Collectors.joining(", "));
    String select = "SELECT " + columns + "\nFROM `shop`.`every_kind`";
    SqlText text =
        keys.map(
                filter ->
                    new SqlText(
                        List.of(select + "\nWHERE ", ""), List.of(new SqlBind.Keys(filter))))
            .orElseGet(() -> SqlText.of(select));
    return new SqlRequest(text, output, List.of());
  }

  @Override
  protected Optional<Source> unreachable() {
    return Optional.of(server.source("jdbc:mariadb://127.0.0.1:1/shop", Map.of()));
  }
}
