package io.tiangong.jdbc;

import io.tiangong.client.Column;
import io.tiangong.client.Query;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.List;
import org.apache.calcite.avatica.AvaticaStatement;
import org.jspecify.annotations.Nullable;

/** Runs one statement's queries, one at a time; {@link #cancel} may come from any thread. */
final class Execution {

  private static final String CUT = "01004";

  private final TiangongConnection connection;
  private volatile @Nullable QueryResult running;
  private @Nullable SQLWarning warnings;

  Execution(TiangongConnection connection) {
    this.connection = connection;
  }

  /** Sends a query and waits for its columns. */
  TiangongResultSet run(AvaticaStatement statement, String sql, List<@Nullable Object> parameters)
      throws SQLException {
    warnings = null;
    try {
      QueryResult answer = connection.client().query(query(statement, sql, parameters));
      running = answer;
      return open(statement, sql, answer);
    } catch (TiangongException e) {
      running = null;
      throw SqlErrors.of(e);
    }
  }

  private TiangongResultSet open(AvaticaStatement statement, String sql, QueryResult answer)
      throws SQLException {
    List<Column> columns = answer.columns();
    TiangongResultSet result =
        new TiangongResultSet(statement, ColumnShape.signature(sql, columns, List.of()), this);
    long limit = statement.getLargeMaxRows();
    result.read(new AnswerCursor(answer, () -> ended(answer, limit)));
    return result;
  }

  private Query query(AvaticaStatement statement, String sql, List<@Nullable Object> parameters)
      throws SQLException {
    long maxRows = statement.getLargeMaxRows();
    return new Query(
        sql,
        parameters,
        "",
        connection.limit(Duration.ofSeconds(statement.getQueryTimeout())),
        maxRows,
        maxRows > 0,
        connection.schema(),
        statement.getFetchSize());
  }

  private void ended(QueryResult answer, long limit) {
    running = null;
    if (!answer.trailer().complete()) {
      warn(new SQLWarning("the answer was cut after " + limit + " rows; there are more", CUT));
    }
  }

  void warn(SQLWarning warning) {
    if (warnings == null) {
      warnings = warning;
    } else {
      warnings.setNextWarning(warning);
    }
  }

  @Nullable SQLWarning warnings() {
    return warnings;
  }

  void clearWarnings() {
    warnings = null;
  }

  /** Ends the running query, at its sources too; its reader gets SQLSTATE 57014. */
  void cancel() {
    QueryResult answer = running;
    if (answer != null) {
      answer.cancel();
    }
  }
}
