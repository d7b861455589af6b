package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogScript;
import io.tiangong.dialect.plan.StreamJoin;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class StreamJoinTest {

  private static final String DDL =
      """
      CREATE SOURCE src WITH ('type' = 'x');
      CREATE TABLE rt.shows (req_id VARCHAR, place INT, happened TIMESTAMP(3), seen TIMESTAMP(3))
        WITH ('source' = 'src', 'event-time' = 'Happened');
      CREATE TABLE rt.clicks (req_id VARCHAR, pos BIGINT, clicked TIMESTAMP_LTZ(3)) WITH ('source' = 'src');
      CREATE TABLE rt.bare (req_id VARCHAR) WITH ('source' = 'src');
      CREATE VIEW rt.seen AS SELECT * FROM rt.shows;
      """;

  private final Dialect dialect = new Dialect(catalog(), 1 << 20);

  private static Catalog catalog() {
    CatalogScript script = CatalogScript.parse(Map.of("a.sql", DDL), UnaryOperator.identity());
    return Catalog.of(
        1, script, Map.of("src", new PlannedSource("src", SqlFlavor.NONE)), Map.of(), null);
  }

  private static String join(String how, String on) {
    return "SELECT * FROM shows A LEFT " + how + " JOIN clicks B ON " + on;
  }

  @Test
  void everyPartIsRead() {
    StreamJoin read =
        dialect.streamJoin(
            join(
                "(GLOBAL) INTERVAL '1' HOUR WINDOW AND INTERVAL '10' MINUTE DELAY",
                "A.req_id = B.req_id AND pos = place"),
            "rt");
    assertThat(read.left().table()).isEqualTo(new TableName("rt", "shows"));
    assertThat(read.left().alias()).isEqualTo("A");
    assertThat(read.left().time().name()).isEqualTo("happened");
    assertThat(read.right().time().name()).isEqualTo("clicked");
    assertThat(read.keys())
        .extracting(key -> key.left().name() + "=" + key.right().name())
        .containsExactly("req_id=req_id", "place=pos");
    assertThat(read.window()).isEqualTo(Duration.ofHours(1));
    assertThat(read.delay()).isEqualTo(Duration.ofMinutes(10));
    assertThat(read.global()).isTrue();
  }

  @Test
  void delayAndGlobalMayBeLeftOut() {
    StreamJoin read =
        dialect.streamJoin(join("INTERVAL '2' SECOND WINDOW", "A.req_id = B.req_id"), "rt");
    assertThat(read.delay()).isEqualTo(Duration.ZERO);
    assertThat(read.global()).isFalse();
  }

  @Test
  void theGatewayChecksItAndSaysWhoRunsIt() {
    String valid = join("INTERVAL '1' HOUR WINDOW", "A.req_id = B.req_id");
    assertThatThrownBy(() -> dialect.plan(valid, List.of(), "", "rt"))
        .hasMessageStartingWith("NOT_SUPPORTED at 1:")
        .hasMessageContaining("it runs in a feeder, not in the gateway");
    String wrong = join("INTERVAL '1' HOUR WINDOW", "A.req_idd = B.req_id");
    assertThatThrownBy(() -> dialect.plan(wrong, List.of(), "", "rt"))
        .hasMessageContaining("column 'A.req_idd' does not exist; did you mean req_id?");
  }

  @Test
  void everythingWrongIsAnErrorAtItsPlace() {
    String hour = "INTERVAL '1' HOUR WINDOW";
    assertRefused(join(hour, "A.req_id < B.req_id"), "streams are joined on");
    assertRefused(join(hour, "A.req_id = A.req_id"), "a column of each stream must be compared");
    assertRefused(join(hour, "req_id = pos"), "Column 'req_id' is ambiguous");
    assertRefused(join(hour, "A.req_id = B.pos"), "TYPE_MISMATCH");
    assertRefused(join("INTERVAL '0' HOUR WINDOW", "A.req_id = B.req_id"), "WINDOW must be more");
    assertRefused(
        join(hour + " AND INTERVAL -'1' HOUR DELAY", "A.req_id = B.req_id"), "DELAY must be more");
    assertRefused(join("INTERVAL '1' MONTH WINDOW", "A.req_id = B.req_id"), "months differ");
    assertRefused(
        "SELECT * FROM shws A LEFT " + hour + " JOIN clicks B ON A.req_id = B.req_id",
        "did you mean rt.shows?");
    assertRefused(
        "SELECT * FROM seen A LEFT " + hour + " JOIN clicks B ON A.req_id = B.req_id",
        "rt.seen is a view, not a stream");
    assertRefused(
        "SELECT * FROM bare A LEFT " + hour + " JOIN clicks B ON A.req_id = B.req_id",
        "declare one: 'event-time' = 'column'");
    assertRefused(
        "SELECT A.req_id FROM shows A LEFT " + hour + " JOIN clicks B ON A.req_id = B.req_id",
        "a join of streams is written as SELECT * FROM");
  }

  private void assertRefused(String sql, String message) {
    assertThatThrownBy(() -> dialect.streamJoin(sql, "rt")).hasMessageContaining(message);
  }
}
