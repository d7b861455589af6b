package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.BIGINT;
import static io.tiangong.offline.TestEngine.VARCHAR;
import static io.tiangong.offline.TestEngine.columns;
import static io.tiangong.offline.TestEngine.combine;
import static io.tiangong.offline.TestEngine.relation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.testing.ContractTable;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.StreamReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineInputTest extends EngineTest {

  private static final Relation TWO =
      relation(columns(BIGINT, VARCHAR), List.of(1L, "a"), List.of(2L, "b"));

  @Test
  void inputIsReadByItsName() {
    SqlRequest request = overTwo("SELECT c1, c0 + 1 FROM \"f1\" ORDER BY c0 DESC", VARCHAR, BIGINT);
    for (int i = 0; i < 10; i++) {
      assertThat(rows(request)).containsExactly(List.of("b", 3L), List.of("a", 2L));
      engine.assertNothingHeld();
    }
  }

  @Test
  void valuesOfEveryKindPassThroughUnaltered() {
    Relation all = ContractTable.relation();
    ColumnType[] types = all.columns().stream().map(Column::type).toArray(ColumnType[]::new);
    String names = String.join(", ", all.columns().stream().map(Column::name).toList());
    SqlRequest request =
        combine(
            SqlText.of("SELECT " + names + " FROM \"f1\" ORDER BY id"), Map.of("f1", all), types);
    List<?> printed = printable(engine.rows(request, engine.bind(Map.of("f1", all))));
    assertThat(printed).isEqualTo(printable(all.rows()));
  }

  private static List<List<String>> printable(List<? extends List<?>> rows) {
    return rows.stream().map(r -> r.stream().map(StreamReader::printable).toList()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM \"f1\" a JOIN \"f1\" b ON a.c0 = b.c0",
        "SELECT sum(n) FROM (SELECT c0 n FROM \"f1\" UNION ALL SELECT c0 - 1 FROM \"f1\") t"
            + " WHERE n < 2",
        "SELECT count(*) + 1 FROM \"f1\" WHERE c0 = (SELECT max(c0) FROM \"f1\")",
        "SELECT count(*) FROM (SELECT * FROM \"f1\" LIMIT 5) a WHERE EXISTS"
            + " (SELECT 1 FROM \"f1\" b WHERE b.c0 = a.c0)",
        "SELECT count(*) FROM \"f1\" WHERE c0 IN (SELECT c0 FROM \"f1\" LIMIT 5)",
        "WITH w AS (SELECT * FROM \"f1\") SELECT count(*) FROM w a, w b WHERE a.c0 = b.c0"
      })
  void inputMayBeReadMoreThanOnce(String sql) {
    assertThat(rows(overTwo(sql, BIGINT))).containsExactly(List.of(2L));
  }

  @Test
  void emptyInputIsAnEmptyTable() {
    Relation none = relation(columns(BIGINT, VARCHAR));
    SqlRequest request = overTwo("SELECT count(*), min(c1) FROM \"f1\"", BIGINT, VARCHAR);
    assertThat(engine.rows(request, engine.bind(Map.of("f1", none))).get(0))
        .containsExactly(0L, null);
  }

  @Test
  void inputsJoinEachOtherAndNativeTables() throws Exception {
    engine.engine.execute(List.of("CREATE TABLE names AS SELECT 2 AS id, 'two' AS name"));
    Relation other = relation(columns(BIGINT), List.of(2L), List.of(3L));
    SqlRequest request =
        combine(
            SqlText.of(
                "SELECT \"f1\".c1 || name FROM \"f1\" JOIN \"f2\" ON \"f1\".c0 = \"f2\".c0"
                    + " JOIN names ON id = \"f2\".c0"),
            Map.of("f1", TWO, "f2", other),
            VARCHAR);
    assertThat(engine.rows(request, engine.bind(Map.of("f1", TWO, "f2", other))))
        .containsExactly(List.of("btwo"));
  }

  @Test
  void inputOfManyBatchesIsReadToItsEnd() {
    int rows = 50 * TestEngine.BATCH_ROWS + 1;
    Relation many =
        relation(
            columns(BIGINT, VARCHAR),
            LongStream.range(0, rows).mapToObj(i -> List.of(i, "r" + i)).toArray(List[]::new));
    SqlRequest request =
        overTwo("SELECT count(*), sum(c0), max(c1) FROM \"f1\"", BIGINT, BIGINT, VARCHAR);
    assertThat(engine.rows(request, engine.bind(Map.of("f1", many))))
        .containsExactly(List.of((long) rows, rows * (rows - 1L) / 2, "r9999"));
  }

  @Test
  void inputThatIsNotNeededIsClosed() {
    CountedStream input = new CountedStream(engine.stream(TWO));
    SqlRequest request = overTwo("SELECT c0 FROM \"f1\" WHERE 1 = 0", BIGINT);
    assertThat(engine.rows(request, bound(input))).isEmpty();
    assertThat(input.closed).isTrue();
  }

  @Test
  void inputIsPulledOnlyAsFarAsTheReaderGoes() {
    CountedStream input = new CountedStream(new EndlessStream(engine.allocator));
    SqlRequest request = overTwo("SELECT c0, c1 FROM \"f1\"", BIGINT, VARCHAR);
    try (BatchStream stream = engine.open(request, bound(input))) {
      assertThat(stream.next()).isTrue();
      int afterFirst = input.batches.get();
      assertThat(stream.next()).isTrue();
      assertThat(input.batches.get()).isBetween(1, 2 * afterFirst + 50);
      assertThat((long) input.batches.get() * EndlessStream.ROWS).isLessThan(500_000);
    }
    assertThat(input.closed).isTrue();
  }

  @Test
  void faultOfAnInputIsTheFaultOfTheQuery() {
    QueryException fault = new QueryException(ErrorCode.SOURCE_UNAVAILABLE, "hbase_rt is away");
    CountedStream input = new CountedStream(engine.stream(TWO));
    input.failure = fault;
    SqlRequest request = overTwo("SELECT sum(c0) FROM \"f1\"", BIGINT);
    assertThatThrownBy(() -> engine.rows(request, bound(input))).isSameAs(fault);
    assertThat(input.closed).isTrue();
    assertThat(rows(request)).containsExactly(List.of(3L));
  }

  @Test
  void inputsAreClosedWhenTheTextIsWrong() {
    CountedStream input = new CountedStream(engine.stream(TWO));
    SqlRequest request = overTwo("SELECT nothing FROM \"f1\"", BIGINT);
    assertThatThrownBy(() -> engine.rows(request, bound(input))).hasMessageContaining("nothing");
    assertThat(input.closed).isTrue();
    assertThat(rows(overTwo("SELECT c0 FROM \"f1\" WHERE c0 = 1", BIGINT))).hasSize(1);
  }

  @Test
  void inputsAreClosedWhenNoThreadIsFree() {
    CountedStream input = new CountedStream(engine.stream(TWO));
    ScanContext full =
        new ScanContext(
            "q",
            engine.allocator,
            Cancellation.create(),
            task -> {
              throw new RejectedExecutionException("full");
            },
            TestEngine.BATCH_ROWS);
    SqlRequest request = overTwo("SELECT c0 FROM \"f1\"", BIGINT);
    assertThatThrownBy(() -> TestEngine.join(engine.source(), request, bound(input), full))
        .hasMessageContaining("OVERLOADED");
    assertThat(input.closed).isTrue();
  }

  @Test
  void inputOfOtherTypesThanPlannedIsRefused() {
    Relation texts = relation(columns(VARCHAR, VARCHAR), List.of("1", "a"));
    SqlRequest request = overTwo("SELECT c0 FROM \"f1\"", BIGINT);
    assertThatThrownBy(() -> engine.rows(request, engine.bind(Map.of("f1", texts))))
        .hasMessageContaining("INTERNAL")
        .hasMessageContaining("f1");
  }

  @Test
  void inputsOfTheSameTextWithOtherTypesAreOtherStatements() {
    String sql = "SELECT max(c0) FROM \"f1\"";
    Relation texts = relation(columns(VARCHAR, VARCHAR), List.of("9", "a"), List.of("10", "b"));
    SqlRequest ofTexts = combine(SqlText.of(sql), Map.of("f1", texts), VARCHAR);
    for (int i = 0; i < 3; i++) {
      assertThat(rows(overTwo(sql, BIGINT))).containsExactly(List.of(2L));
      assertThat(engine.rows(ofTexts, engine.bind(Map.of("f1", texts))))
          .containsExactly(List.of("9"));
    }
  }

  @Test
  void streamOfTheEngineMayBeItsInput() {
    SqlRequest inner =
        TestEngine.request(SqlText.of("SELECT range, 'x' FROM range(100000)"), BIGINT, VARCHAR);
    SqlRequest outer = overTwo("SELECT count(*) FROM \"f1\" WHERE c0 % 2 = 0", BIGINT);
    BatchStream input = engine.open(inner, Bindings.none());
    assertThat(engine.rows(outer, bound(input))).containsExactly(List.of(50_000L));
  }

  private static SqlRequest overTwo(String sql, ColumnType... output) {
    return combine(SqlText.of(sql), Map.of("f1", TWO), output);
  }

  private List<List<@Nullable Object>> rows(SqlRequest request) {
    return engine.rows(request, engine.bind(Map.of("f1", TWO)));
  }

  private static Bindings bound(BatchStream input) {
    return new Bindings(List.of(), Map.of(), Map.of("f1", input));
  }
}
