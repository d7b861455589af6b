package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.TableName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a text asks for. */
final class StatementTest {

  private final Dialect dialect = new Dialect(TestCatalog.create(), 1 << 20);

  @Test
  void whatIsPlannedIsAQuery() {
    assertThat(dialect.read("SELECT 1")).isEqualTo(new Statement.Query());
    assertThat(dialect.read("show tables")).isEqualTo(new Statement.Query());
    assertThat(dialect.read("EXPLAIN SELECT 1")).isEqualTo(new Statement.Query());
    assertThat(dialect.read("SEARCH TABLES 'x'")).isEqualTo(new Statement.Query());
    assertThat(dialect.read("nonsense")).isEqualTo(new Statement.Query());
  }

  @Test
  void explainedQueriesKeepTheirText() {
    assertThat(dialect.read("EXPLAIN ANALYZE\n (SELECT 1) -- x"))
        .isEqualTo(new Statement.ExplainAnalyze("(SELECT 1) -- x"));
    assertThat(dialect.read("explain serve WITH a AS (SELECT 1) SELECT * FROM a"))
        .isEqualTo(new Statement.ExplainServe("WITH a AS (SELECT 1) SELECT * FROM a"));
  }

  @Test
  void commandsAreTyped() {
    assertThat(dialect.read("KILL QUERY 'q-1'")).isEqualTo(new Statement.KillQuery("q-1"));
    assertThat(dialect.read("ANALYZE TABLE rt.fulfilment"))
        .isEqualTo(new Statement.AnalyzeTable(new TableName("rt", "fulfilment")));
    assertThat(dialect.read("SHOW QUERIES")).isEqualTo(new Statement.ShowQueries());
    assertThat(dialect.read("show status")).isEqualTo(new Statement.ShowStatus(Optional.empty()));
    assertThat(dialect.read("SHOW STATUS LIKE 'plan%'"))
        .isEqualTo(new Statement.ShowStatus(Optional.of("plan%")));
    assertThat(dialect.read("SHOW GRANTS FOR ROLE bi"))
        .isEqualTo(new Statement.ShowGrants(Optional.of("bi"), Optional.empty()));
    assertThat(dialect.read("GRANT SELECT ON a.b TO USER c"))
        .isEqualTo(new Statement.Declaration());
  }

  @Test
  void misspeltCommandsAndTablesAreErrors() {
    assertThatThrownBy(() -> dialect.read("ANALYZE TABLE rt.fulfilmemt"))
        .hasMessage(
            "TABLE_NOT_FOUND at 1:15: there is no table rt.fulfilmemt; did you mean rt.fulfilment?");
    assertThatThrownBy(() -> dialect.read("KILL 7")).hasMessageStartingWith("SYNTAX_ERROR at 1:");
  }
}
