package io.tiangong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.conformance.placement.PlacedTables;
import io.tiangong.conformance.placement.Placement;
import io.tiangong.conformance.placement.ServedTables;
import io.tiangong.conformance.placement.Servers;
import io.tiangong.conformance.placement.Staging;
import io.tiangong.demo.load.Progress;
import io.tiangong.spi.TypeKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JSON column has one answer per query wherever it lies, pushed down or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JsonPlacementIT {

  private static final LogicalTable DOCS =
      new LogicalTable(
          "docs",
          List.of(
              LogicalTable.required("id", TypeKind.BIGINT),
              LogicalTable.nullable("doc", TypeKind.JSON)),
          List.of("id"));

  private static final List<List<@Nullable Object>> ROWS =
      List.of(
          List.of(1L, "{\"k\": \"x\", \"n\": 7}"),
          Arrays.asList(2L, null),
          List.of(3L, "null"),
          List.of(4L, " [1, 2.50] "),
          List.of(5L, "\"it's 单\""),
          List.of(6L, "{\"n\":8,\"k\":\"x\"}"));

  private Servers servers;
  private ServedTables pushing;
  private ServedTables plain;

  @BeforeAll
  void start() throws SQLException {
    Progress progress = new Progress(System.out, System::nanoTime);
    servers = Servers.start(Path.of(System.getProperty("tiangong.root")), progress);
    try (Staging staging = Staging.open();
        PlacedTables placed = new PlacedTables(servers, "json_docs")) {
      staging.create(DOCS);
      staging.insert(DOCS, ROWS);
      for (Placement placement : Placement.values()) {
        placed.add(placement, DOCS, staging);
      }
      placed.declare("IMPORT TABLES FROM mysql_source.json_docs INTO imported;");
      pushing = ServedTables.start(placed, "");
      plain = ServedTables.start(placed, "execution: {pushdown: false}\n");
    }
  }

  @AfterAll
  void stop() {
    assertThat(pushing.leaks() + plain.leaks()).isZero();
    pushing.close();
    plain.close();
    servers.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SELECT doc FROM docs WHERE id = 1 ~ JSON: {\"k\": \"x\", \"n\": 7}",
        "SELECT id FROM docs WHERE doc IS NULL ~ BIGINT: 2",
        "SELECT COUNT(doc), COUNT(*) FROM docs ~ BIGINT,BIGINT: 5,6",
        "SELECT CONCAT('<', doc, '>') FROM docs WHERE id = 4 ~ VARCHAR: < [1, 2.50] >",
        "SELECT doc -> '$[1]', JSON_LENGTH(doc) FROM docs WHERE id = 4 ~ JSON,BIGINT: 2.5,2",
        "SELECT doc ->> '$' FROM docs WHERE id IN (3, 5) ORDER BY id ~ VARCHAR: null; it's 单",
        "SELECT id FROM docs WHERE doc ->> '$.k' = 'x' ORDER BY id ~ BIGINT: 1; 6",
        "SELECT SUM(CAST(doc -> '$.n' AS BIGINT)) FROM docs WHERE id IN (1, 6) ~ BIGINT: 15",
        "SELECT id FROM docs WHERE CAST(doc AS VARCHAR) = 'null' ~ BIGINT: 3",
        "SELECT CAST(doc AS BIGINT) FROM docs WHERE id = 5 ~ INVALID_CAST",
        "SELECT CAST(CONCAT(CAST(doc AS VARCHAR), ']') AS JSON) FROM docs WHERE id = 4 ~ INVALID_CAST",
        "SELECT a.doc, b.id FROM docs a JOIN docs b ON a.id = b.id WHERE b.doc ->> '$.n' = '8' ~ JSON,BIGINT: {\"n\":8,\"k\":\"x\"},6",
        "SELECT id FROM docs WHERE doc = 'null' ~ TYPE_MISMATCH",
        "SELECT doc FROM docs ORDER BY doc ~ TYPE_MISMATCH",
        "SELECT doc FROM docs GROUP BY doc ~ TYPE_MISMATCH",
        "SELECT DISTINCT doc FROM docs ~ TYPE_MISMATCH"
      })
  void oneAnswerEverywhere(String sql, String expected) {
    List<String> schemas =
        new ArrayList<>(Arrays.stream(Placement.values()).map(Placement::schema).toList());
    schemas.add("imported");
    for (String schema : schemas) {
      String placed = sql.replace(" docs", " " + schema + ".docs");
      assertThat(answer(pushing.client(), placed)).as(placed).isEqualTo(expected);
      assertThat(answer(plain.client(), placed)).as(placed + ", not pushed").isEqualTo(expected);
    }
  }

  /** Types, then rows; the code when there is no answer. */
  private static String answer(TiangongClient client, String sql) {
    try (QueryResult result = client.query(sql)) {
      int width = result.columns().size();
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(
            IntStream.range(0, width)
                .mapToObj(i -> String.valueOf(result.getString(i)))
                .collect(Collectors.joining(",")));
      }
      String types =
          result.columns().stream().map(c -> c.kind().name()).collect(Collectors.joining(","));
      return types + ": " + String.join("; ", rows);
    } catch (TiangongException e) {
      return e.code();
    }
  }
}
