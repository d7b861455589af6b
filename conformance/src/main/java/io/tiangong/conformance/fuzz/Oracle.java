package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.answer.Answer;
import io.tiangong.conformance.answer.Answers;
import io.tiangong.conformance.fuzz.query.Query;
import io.tiangong.conformance.fuzz.query.SqlText;
import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.conformance.placement.Staging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** DuckDB with the same tables, asked directly. For one thread. */
final class Oracle implements AutoCloseable {

  private final Staging tables;

  Oracle(FuzzTables data) throws SQLException {
    this.tables = Staging.open();
    for (LogicalTable table : FuzzTables.ALL) {
      tables.create(table);
      tables.insert(table, data.rows(table));
    }
  }

  Staging tables() {
    return tables;
  }

  /** The answer; empty where DuckDB has no such query. */
  Optional<Answer> answer(Query query) {
    try (Statement statement = tables.connection().createStatement();
        ResultSet result = statement.executeQuery(SqlText.duckDb(query))) {
      return Optional.of(Answers.ofDuckDb(result));
    } catch (SQLException e) {
      return failure(String.valueOf(e.getMessage()));
    }
  }

  /** The gateway's name for what DuckDB says of values; empty for what it says of the query. */
  private static Optional<Answer> failure(String message) {
    if (message.startsWith("Out of Range Error")
        || message.matches("(?s)Conversion Error.*(out of range|Overflow).*")) {
      return Optional.of(new Answer.Failure("NUMERIC_VALUE_OUT_OF_RANGE", message));
    } else if (message.startsWith("Conversion Error")) {
      return Optional.of(new Answer.Failure("INVALID_CAST", message));
    }
    return Optional.empty();
  }

  @Override
  public void close() throws SQLException {
    tables.close();
  }
}
