package io.tiangong.dialect;

import io.tiangong.spi.TableName;
import java.util.Optional;

/** What a text asks the gateway for. */
public sealed interface Statement {

  /** Something to be planned and run: a query, EXPLAIN, SHOW and DESCRIBE of the catalog. */
  record Query() implements Statement {}

  /**
   * {@code EXPLAIN ANALYZE}: run the query, then show its plan with what was measured.
   *
   * @param sql the query
   */
  record ExplainAnalyze(String sql) implements Statement {}

  /**
   * {@code EXPLAIN SERVE}: how the query would be served, without running it.
   *
   * @param sql the query
   */
  record ExplainServe(String sql) implements Statement {}

  /** {@code KILL QUERY 'id'}. */
  record KillQuery(String id) implements Statement {}

  /** {@code ANALYZE TABLE t}: ask the source again what it knows about the table. */
  record AnalyzeTable(TableName table) implements Statement {}

  /** {@code SHOW QUERIES}. */
  record ShowQueries() implements Statement {}

  /**
   * {@code SHOW STATUS [LIKE 'pattern']}.
   *
   * @param pattern of names, as LIKE takes it; empty: all
   */
  record ShowStatus(Optional<String> pattern) implements Statement {}

  /**
   * {@code SHOW GRANTS [FOR ROLE r | FOR USER u]}.
   *
   * @param role whose; at most one of role and user is there
   * @param user whose
   */
  record ShowGrants(Optional<String> role, Optional<String> user) implements Statement {}

  /** GRANT, CREATE and the like: they belong into the catalog's files. */
  record Declaration() implements Statement {}
}
