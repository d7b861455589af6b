package io.tiangong.gateway.query;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.PlannedStatement;
import io.tiangong.dialect.Prepared;
import io.tiangong.dialect.Statement;
import io.tiangong.dialect.text.LikePattern;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Plans queries, and carries out commands: the answer of a command is a plan that answers rows that
 * are known already, so that everything after planning is the same for both. Thread-safe.
 */
public final class Commands implements Explainer.Planner {

  private static final int SHOWN_TEXT = 200;
  private static final List<String> ANALYZED = List.of("analyzed");
  private static final List<String> KILLED = List.of("killed");
  private static final List<String> QUERIES = List.of("id", "account", "millis", "query");
  private static final List<String> STATUS = List.of("name", "value");

  private final Dialect dialect;
  private final RunningQueries running;
  private final ExplainRuns explains;
  private final Consumer<TableName> analyze;
  private final Supplier<Map<String, String>> status;
  private final LongSupplier ticker;

  /**
   * @param analyze asks a table's source for its statistics again; blocks
   * @param status what SHOW STATUS tells, in its order
   */
  public Commands(
      Dialect dialect,
      RunningQueries running,
      ExplainRuns explains,
      Consumer<TableName> analyze,
      Supplier<Map<String, String>> status,
      LongSupplier ticker) {
    this.dialect = dialect;
    this.running = running;
    this.explains = explains;
    this.analyze = analyze;
    this.status = status;
    this.ticker = ticker;
  }

  /** Plans a query; carries out a command on the calling thread. */
  public PlannedStatement plan(Query query) {
    Statement statement = dialect.read(query.sql(), query.schema());
    if (statement instanceof Statement.KillQuery kill) {
      return kill(kill.id(), query);
    } else if (statement instanceof Statement.ShowQueries) {
      return showQueries(query);
    } else if (statement instanceof Statement.ShowStatus show) {
      return showStatus(show.pattern());
    } else if (statement instanceof Statement.ExplainAnalyze explain) {
      return explains.analyze(inner(query, explain.sql()));
    } else if (statement instanceof Statement.ExplainServe explain) {
      return explains.serve(inner(query, explain.sql()));
    } else if (statement instanceof Statement.AnalyzeTable table) {
      analyze.accept(table.table());
      return Dialect.listing("ANALYZE", ANALYZED, List.of(List.of(table.table().toString())));
    } else if (statement instanceof Statement.ShowGrants) {
      throw new QueryException(
          ErrorCode.NOT_SUPPORTED, "there are no grants yet: every caller may read every table");
    }
    return dialect.plan(query.sql(), query.parameters(), ExplainRuns.NO_POLICY, query.schema());
  }

  @Override
  public Dialect.Explained explain(String sql, List<ColumnType> parameterTypes, String schema) {
    return dialect.explain(sql, parameterTypes, ExplainRuns.NO_POLICY, schema);
  }

  /** The shape of an answer; commands are not carried out. */
  @Override
  public Prepared prepare(String sql, List<ColumnType> parameterTypes, String schema) {
    Statement statement = dialect.read(sql, schema);
    if (statement instanceof Statement.KillQuery) {
      return texts(KILLED);
    } else if (statement instanceof Statement.ShowQueries) {
      return texts(QUERIES);
    } else if (statement instanceof Statement.ShowStatus) {
      return texts(STATUS);
    } else if (statement instanceof Statement.AnalyzeTable) {
      return texts(ANALYZED);
    } else if (statement instanceof Statement.ExplainAnalyze explain) {
      return explaining(explain.sql(), parameterTypes, schema, ExplainRuns.ANALYZE_COLUMNS);
    } else if (statement instanceof Statement.ExplainServe explain) {
      return explaining(explain.sql(), parameterTypes, schema, ExplainRuns.SERVE_COLUMNS);
    }
    return dialect.prepare(sql, parameterTypes, ExplainRuns.NO_POLICY, schema);
  }

  private Prepared explaining(
      String sql, List<ColumnType> parameterTypes, String schema, List<String> columns) {
    Prepared inner = dialect.prepare(sql, parameterTypes, ExplainRuns.NO_POLICY, schema);
    return new Prepared(texts(columns).columns(), inner.parameterTypes());
  }

  private static Prepared texts(List<String> columns) {
    return new Prepared(Dialect.listing("", columns, List.of()).plan().columns(), List.of());
  }

  /** The query behind EXPLAIN, at its place in the text, so that errors name the right place. */
  private static Query inner(Query query, String sql) {
    String before = query.sql().substring(0, query.sql().length() - sql.length());
    return query.withSql(before.replaceAll("[^\\n\\r]", " ") + sql);
  }

  private PlannedStatement kill(String id, Query query) {
    if (!running.cancel(id, query.identity())) {
      throw new QueryException(
          ErrorCode.INVALID_REQUEST,
          "no query '"
              + id
              + "' of "
              + query.identity().account()
              + " is running; see SHOW QUERIES");
    }
    return Dialect.listing("KILL", KILLED, List.of(List.of(id)));
  }

  private PlannedStatement showQueries(Query query) {
    List<List<String>> rows =
        running.of(query.identity()).stream()
            .sorted(Comparator.comparingLong(Query::arrivedNanos))
            .map(this::row)
            .toList();
    return Dialect.listing("SHOW QUERIES", QUERIES, rows);
  }

  private PlannedStatement showStatus(Optional<String> pattern) {
    Predicate<String> wanted =
        pattern.map(like -> LikePattern.of(like).asMatchPredicate()).orElse(name -> true);
    List<List<String>> rows =
        status.get().entrySet().stream()
            .filter(entry -> wanted.test(entry.getKey()))
            .map(entry -> List.of(entry.getKey(), entry.getValue()))
            .toList();
    return Dialect.listing("SHOW STATUS", STATUS, rows);
  }

  private List<String> row(Query query) {
    long millis = TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - query.arrivedNanos());
    String text = query.sql().strip().replaceAll("\\s+", " ");
    String shown = text.length() > SHOWN_TEXT ? text.substring(0, SHOWN_TEXT) + "…" : text;
    return List.of(query.id(), query.identity().account(), Long.toString(millis), shown);
  }
}
