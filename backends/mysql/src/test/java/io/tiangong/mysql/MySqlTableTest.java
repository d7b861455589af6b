package io.tiangong.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlTableTest {

  private static final List<Column> COLUMNS =
      List.of(new Column("id", ColumnType.of(TypeKind.BIGINT)));

  @Test
  void nameMayCarryItsDatabase() {
    MySqlTable table = declared(Map.of("table", "ord.orders"));
    assertThat(table.path()).containsExactly("ord", "orders");
    assertThat(table.databaseName()).contains("ord");
    assertThat(table.tableName()).isEqualTo("orders");
    assertThat(table.qualifiedName()).isEqualTo("`ord`.`orders`");
  }

  @Test
  void nameWithoutDatabaseLiesInTheConnections() {
    MySqlTable table = declared(Map.of("table", "or`ders"));
    assertThat(table.databaseName()).isEmpty();
    assertThat(table.qualifiedName()).isEqualTo("`or``ders`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".b", "a.b.c"})
  void otherNamesAreRefused(String name) {
    assertInvalid(() -> declared(Map.of("table", name)), "database.table");
  }

  @Test
  void misspeltOptionIsRefusedWithTheRealOne() {
    assertInvalid(() -> declared(Map.of("tabel", "orders")), "did you mean 'table'?");
  }

  @Test
  void columnsMustBeDeclared() {
    TableDefinition definition =
        new TableDefinition(
            new TableName("ord", "orders"),
            List.of(),
            List.of(),
            List.of(),
            Map.of("table", "orders"));
    assertInvalid(() -> MySqlTable.declare(definition), "columns must be declared");
  }

  @Test
  void sourceRefusesWhatItDoesNotKnow() {
    assertInvalid(
        () -> source(Map.of("primary.url", "jdbc:mysql://h/d", "pasword", "secret")),
        "did you mean 'password'?");
    assertInvalid(() -> source(Map.of("user", "u")), "option 'primary.url' is missing");
    assertInvalid(
        () -> source(Map.of("primary.url", "jdbc:oracle:thin")), "must begin with jdbc:mariadb://");
  }

  @Test
  void sourceIsMadeWithoutAServer() {
    MySqlSource source =
        source(Map.of("primary.url", "jdbc:mysql://127.0.0.1:1/ord", "pool-size", "3"));
    assertThat(source.name()).isEqualTo("mysql_ord");
    source.close();
  }

  private static MySqlTable declared(Map<String, String> options) {
    return MySqlTable.declare(
        new TableDefinition(
            new TableName("ord", "orders"), COLUMNS, List.of(), List.of(), options));
  }

  private static MySqlSource source(Map<String, String> options) {
    return new MySqlSource(new SourceDefinition("mysql_ord", "mysql", options));
  }

  private static void assertInvalid(Runnable declaration, String message) {
    assertThatThrownBy(declaration::run)
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_INVALID))
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }
}
