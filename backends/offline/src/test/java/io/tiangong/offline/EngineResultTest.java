package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.BIGINT;
import static io.tiangong.offline.TestEngine.DOUBLE;
import static io.tiangong.offline.TestEngine.VARCHAR;
import static io.tiangong.offline.TestEngine.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TypeKind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractComparableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineResultTest extends EngineTest {

  @Test
  void sumOfIntegersIsBigint() {
    assertThat(engine.rows("SELECT sum(i) FROM range(4) t(i)", BIGINT))
        .containsExactly(List.of(6L));
  }

  @Test
  void overflowingSumIsOutOfRange() {
    assertFault("SELECT sum(i) FROM (VALUES (9223372036854775807), (1)) t(i)", BIGINT)
        .isEqualTo(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
  }

  @Test
  void castOfColumnsKeepsTheOrderOfRows() {
    assertThat(engine.rows("SELECT i::HUGEINT FROM range(5000) t(i) ORDER BY i DESC", BIGINT))
        .isEqualTo(LongStream.range(0, 5000).mapToObj(i -> List.of(4999 - i)).toList());
  }

  @Test
  void widerDecimalIsDelivered() {
    assertThat(engine.rows("SELECT 1.5::DECIMAL(4,1), 7", ColumnType.decimal(38, 4), DOUBLE))
        .containsExactly(List.of(new BigDecimal("1.5000"), 7.0));
  }

  @Test
  void columnThatACastWouldAlterIsInternal() {
    assertFault("SELECT 1.55::DECIMAL(5,2)", ColumnType.decimal(5, 1))
        .isEqualTo(ErrorCode.INTERNAL);
    assertFault("SELECT '1'", BIGINT).isEqualTo(ErrorCode.INTERNAL);
    assertFault("SELECT 1, 2", BIGINT).isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void nullOfEveryKindIsDelivered() {
    for (TypeKind kind : TypeKind.values()) {
      ColumnType type = ColumnType.of(kind);
      assertThat(engine.rows("SELECT CAST(NULL AS " + DuckDbType.name(type) + ")", type).get(0))
          .as(kind.name())
          .containsOnlyNulls();
    }
  }

  @Test
  void emptyAnswerHasItsSchema() {
    SqlRequest request = request(SqlText.of("SELECT 1::BIGINT WHERE FALSE"), BIGINT);
    try (BatchStream stream = engine.open(request, Bindings.none())) {
      assertThat(stream.root().getSchema()).isEqualTo(ArrowTypes.schema(request.output()));
      assertThat(stream.next()).isFalse();
      assertThat(stream.next()).isFalse();
    }
  }

  @Test
  void divisionByZeroIsNull() {
    assertThat(engine.rows("SELECT 1 / 0, 5 % 0, 5 // 0, 1 / 4", DOUBLE, BIGINT, BIGINT, DOUBLE))
        .allSatisfy(row -> assertThat(row).containsExactly(null, null, null, 0.25));
  }

  @Test
  void textIsOrderedByCodePoint() {
    assertThat(
            engine.rows(
                "SELECT s FROM (VALUES ('b'), ('B'), ('a '), ('a'), ('é'), ('\uffee'), ('\ud83d\ude9a'))"
                    + " t(s) ORDER BY s",
                VARCHAR))
        .extracting(row -> row.get(0))
        .containsExactly("B", "a", "a ", "b", "é", "\uffee", "\ud83d\ude9a");
  }

  @Test
  void answerThatExceedsMemoryStreams() throws Exception {
    long limit = 64L << 20;
    try (TestEngine small = new TestEngine(TestEngine.settings(directory, limit, 0))) {
      String sql = "SELECT i, repeat('x', 200) || i FROM range(2000000) t(i)";
      long rows = 0;
      try (BatchStream stream =
          small.open(request(SqlText.of(sql), BIGINT, VARCHAR), Bindings.none())) {
        while (stream.next()) {
          rows += stream.root().getRowCount();
          assertThat(stream.root().getRowCount()).isLessThanOrEqualTo(TestEngine.BATCH_ROWS);
        }
      }
      assertThat(rows).isEqualTo(2_000_000);
      assertThat(small.allocator.getPeakMemoryAllocation()).isLessThan(4L << 20);
      assertThat(spilled()).isZero();
    }
  }

  @Test
  void sortThatExceedsMemorySpills() throws Exception {
    long limit = 64L << 20;
    try (TestEngine small = new TestEngine(TestEngine.settings(directory, limit, 0))) {
      String sql =
          "SELECT md5(i::VARCHAR) || repeat('x', 100) AS s FROM range(1000000) t(i) ORDER BY s";
      try (BatchStream stream = small.open(request(SqlText.of(sql), VARCHAR), Bindings.none())) {
        assertThat(stream.next()).isTrue();
        assertThat(spilled()).isPositive();
      }
    }
  }

  private long spilled() throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("spill"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void unspillableStateIsAMemoryLimit() {
    assertFault(
            "SELECT length(string_agg(repeat(i::VARCHAR, 1000), '')) FROM range(100000) t(i)",
            BIGINT)
        .isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
    assertThat(engine.rows("SELECT 1", BIGINT)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT CAST(s AS BIGINT) FROM (VALUES ('x')) t(s) | INVALID_CAST",
        "SELECT CAST(CAST('2026-02-30' AS DATE) - DATE '2026-01-01' AS BIGINT) | INVALID_CAST",
        "SELECT CAST(i AS TINYINT)::BIGINT FROM (VALUES (300)) t(i) | NUMERIC_VALUE_OUT_OF_RANGE",
        "SELECT i + 9223372036854775807 FROM range(2) t(i) | NUMERIC_VALUE_OUT_OF_RANGE",
        "SELECT CAST(i AS DECIMAL(4,1))::BIGINT FROM (VALUES (99999)) t(i) | NUMERIC_VALUE_OUT_OF_RANGE",
        "SELECT x FROM \"kpi\".\"daily_plan\" | SOURCE_UNAVAILABLE",
        "SELECT (SELECT i FROM range(2) t(i)) | SEMANTIC_ERROR",
        "SELEC 1 | SOURCE_ERROR",
        "SELECT no_such_function(1) | SOURCE_ERROR",
        "SELECT a FROM read_parquet('/nowhere/x.parquet') | SOURCE_UNAVAILABLE"
      })
  void errorsHaveTheirCodes(String sql, ErrorCode code) {
    assertFault(sql, BIGINT).isEqualTo(code);
    assertThat(engine.rows("SELECT 1", BIGINT)).hasSize(1);
  }

  @Test
  void messagesShowNoStatement() {
    assertThatThrownBy(() -> engine.rows("SELECT CAST('x' AS BIGINT)", BIGINT))
        .hasMessage("INVALID_CAST: Could not convert string 'x' to BIGINT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CAST('a to INT32' AS INTEGER) | string 'a to INT32' to INTEGER",
        "CAST('x' AS TINYINT) | to TINYINT",
        "CAST('x' AS SMALLINT) | to SMALLINT",
        "CAST('x' AS BOOLEAN) | to BOOLEAN",
        "CAST('x' AS REAL) | to FLOAT",
        "CAST('x' AS DECIMAL(5,2)) | to DECIMAL(5, 2)",
        "CAST(99999 AS SMALLINT) | Type INTEGER with value 99999",
        "CAST(99999 AS SMALLINT) | the destination type SMALLINT",
        "CAST(1e30 AS BIGINT) | the destination type BIGINT",
        "CAST(CAST(9223372036854775807 AS HUGEINT) + 1 AS BIGINT) | Type DECIMAL(38, 0) with",
        "CAST(12345 AS DECIMAL(3,1)) | to DECIMAL(3, 1)",
        "9223372036854775807 + CAST(1 AS BIGINT) | addition of BIGINT ("
      })
  void messagesNameTypesAsTgSqlDoes(String expression, String part) {
    assertThatThrownBy(() -> engine.rows("SELECT CAST(" + expression + " AS VARCHAR)", VARCHAR))
        .hasMessageContaining(part);
  }

  @Test
  void configurationIsLocked() {
    assertFault("SET threads = 1", BIGINT).isNotNull();
    assertFault("LOAD httpfs", BIGINT).isNotNull();
  }

  private AbstractComparableAssert<?, ErrorCode> assertFault(String sql, ColumnType... output) {
    try {
      List<?> rows = engine.rows(sql, output);
      throw new AssertionError("no fault but " + rows);
    } catch (QueryException e) {
      return assertThat(e.code()).as(e.getMessage());
    }
  }
}
