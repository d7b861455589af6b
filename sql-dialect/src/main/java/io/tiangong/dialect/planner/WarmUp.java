package io.tiangong.dialect.planner;

import io.tiangong.dialect.text.Backticks;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import java.util.Comparator;
import java.util.List;

/**
 * Statements that are planned for the planner's own sake: its classes are loaded and its metadata
 * handlers compiled before the first caller waits for them.
 */
public final class WarmUp {

  private static final int TABLES = 4;
  private static final int ROUNDS = 5;

  private static final String STATEMENT =
      """
      SELECT a.$key, COUNT(*) AS n, COUNT(b.$key) / 2 AS half
      FROM $table a LEFT JOIN (SELECT $key FROM $table GROUP BY $key) b ON a.$key = b.$key
      WHERE a.$key = ? AND a.$key IN (SELECT $key FROM $table)
      GROUP BY a.$key ORDER BY n DESC LIMIT 1
      """;

  private final QueryPlanner planner;

  public WarmUp(QueryPlanner planner) {
    this.planner = planner;
  }

  /** Takes seconds in a cold JVM; plans are thrown away. */
  public void run() {
    List<String> statements =
        planner.catalog().tables().values().stream()
            .map(table -> table.handle().definition())
            .sorted(Comparator.comparing(table -> table.name().toString()))
            .limit(TABLES)
            .map(WarmUp::statement)
            .toList();
    for (int round = 0; round < ROUNDS; round++) {
      statements.forEach(this::plan);
    }
  }

  private static String statement(TableDefinition table) {
    return STATEMENT
        .replace("$table", Backticks.quote(table.name()))
        .replace("$key", Backticks.quote(table.columns().get(0).name()));
  }

  private void plan(String statement) {
    try {
      planner.plan(statement, List.of(), "");
    } catch (QueryException e) {
      // A table of a shape that the statement does not fit; nothing depends on it.
      return;
    }
  }
}
