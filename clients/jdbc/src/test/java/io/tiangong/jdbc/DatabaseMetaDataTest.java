package io.tiangong.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.client.testing.LoopbackGateway;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatabaseMetaDataTest {

  private LoopbackGateway gateway;
  private Connection connection;
  private DatabaseMetaData metadata;

  @BeforeEach
  void connect() throws Exception {
    gateway = new LoopbackGateway();
    connection = DriverManager.getConnection("jdbc:tiangong://" + gateway.target());
    metadata = connection.getMetaData();
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    gateway.close();
  }

  private static List<String> read(ResultSet rows, String... columns) throws SQLException {
    List<String> read = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
          cells.add(rows.getString(column));
        }
        read.add(String.join("|", cells));
      }
    }
    return read;
  }

  @Test
  void tablesAndViewsByTypeSchemaAndName() throws SQLException {
    String[] columns = {"TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS"};
    assertThat(read(metadata.getTables(null, null, "%", null), columns))
        .containsExactly(
            "kpi|daily_plan|TABLE|all about daily_plan",
            "ord|orders|TABLE|all about orders",
            "ord|open_orders|VIEW|all about open_orders");
    assertThat(read(metadata.getTables("", "or_", null, new String[] {"VIEW"}), columns))
        .containsExactly("ord|open_orders|VIEW|all about open_orders");
    assertThat(read(metadata.getTables(null, null, null, new String[] {"SYNONYM"}), columns))
        .isEmpty();
    assertThat(read(metadata.getTables("other", null, null, null), columns)).isEmpty();
    assertThat(read(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE", "VIEW");
    assertThat(read(metadata.getSchemas(), "TABLE_SCHEM")).containsExactly("kpi", "ord");
    assertThat(read(metadata.getSchemas(null, "K%"), "TABLE_SCHEM")).containsExactly("kpi");
    assertThat(read(metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
  }

  @Test
  void columnsWithTypesSizesAndComments() throws SQLException {
    assertThat(
            read(
                metadata.getColumns(null, "ord", "orders", null),
                "COLUMN_NAME",
                "DATA_TYPE",
                "TYPE_NAME",
                "COLUMN_SIZE",
                "DECIMAL_DIGITS",
                "IS_NULLABLE",
                "ORDINAL_POSITION",
                "REMARKS"))
        .containsExactly(
            "id|" + Types.BIGINT + "|BIGINT|19|0|NO|1|the id",
            "status|" + Types.VARCHAR + "|VARCHAR|2147483647|0|YES|2|the status",
            "amount|" + Types.DECIMAL + "|DECIMAL|12|2|YES|3|the amount");
    assertThat(read(metadata.getColumns(null, null, null, "PLAN%"), "TABLE_NAME", "COLUMN_NAME"))
        .containsExactly("daily_plan|planned");
  }

  @Test
  void primaryKeysFunctionsAndTypes() throws SQLException {
    assertThat(read(metadata.getPrimaryKeys(null, "ord", "orders"), "COLUMN_NAME", "KEY_SEQ"))
        .containsExactly("id|1");
    assertThat(read(metadata.getPrimaryKeys(null, "ord", "order_"), "COLUMN_NAME")).isEmpty();
    assertThat(read(metadata.getFunctions(null, null, "up%"), "FUNCTION_NAME", "REMARKS"))
        .containsExactly("UPPER|UPPER(text): The text in upper case.");
    List<String> types = read(metadata.getTypeInfo(), "TYPE_NAME", "DATA_TYPE");
    assertThat(types).hasSize(SqlType.values().length).contains("DECIMAL|" + Types.DECIMAL);
    ResultSet info = metadata.getTypeInfo();
    int before = Integer.MIN_VALUE;
    while (info.next()) {
      assertThat(info.getInt("DATA_TYPE")).isGreaterThanOrEqualTo(before);
      before = info.getInt("DATA_TYPE");
    }
  }

  @Test
  void serverDriverKeywordsAndLimits() throws SQLException {
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Tiangong");
    assertThat(metadata.getDatabaseProductVersion()).isEqualTo("0.1.0");
    assertThat(metadata.getDatabaseMinorVersion()).isOne();
    assertThat(metadata.getSQLKeywords()).isEqualTo("ILIKE,TRY_CAST");
    assertThat(metadata.getMaxStatementLength()).isEqualTo(1 << 20);
    assertThat(metadata.getIdentifierQuoteString()).isEqualTo("`");
    assertThat(metadata.getUserName()).isEqualTo("bi");
    assertThat(metadata.getStringFunctions()).contains("UCASE");
    assertThat(metadata.nullsAreSortedLow()).isTrue();
    assertThat(metadata.getJDBCMinorVersion()).isEqualTo(3);
  }

  /** Tools call anything: no method may fail, and what there is not is an empty result. */
  @Test
  void everyMethodAnswers() throws Exception {
    List<String> failed = new ArrayList<>();
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getDeclaringClass() == DatabaseMetaData.class) {
        Object[] arguments =
            Arrays.stream(method.getParameterTypes()).map(DatabaseMetaDataTest::any).toArray();
        try {
          Object answer = method.invoke(metadata, arguments);
          if (answer instanceof ResultSet rows) {
            rows.next();
            assertThat(rows.getMetaData().getColumnCount()).as(method.getName()).isPositive();
            rows.close();
          }
        } catch (InvocationTargetException e) {
          failed.add(method + ": " + e.getCause());
        }
      }
    }
    assertThat(failed).isEmpty();
  }

  private static Object any(Class<?> type) {
    return type == int.class ? (Object) 1 : type == boolean.class ? (Object) false : null;
  }
}
