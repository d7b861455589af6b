package io.tiangong.offline;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.testing.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Data files, written by DuckDB. */
final class TestFiles {

  private TestFiles() {}

  /** The rows as one Parquet file, through an Arrow input. */
  static void write(TestEngine engine, Relation rows, Path directory)
      throws IOException, SQLException {
    Files.createDirectories(directory);
    Session session = engine.engine.sessions().borrow(anything());
    try (BatchStream stream = engine.stream(rows);
        InputReader reader = new InputReader("t", rows.columns(), stream, session.allocator());
        InputSlot slot = new InputSlot(session.connection(), "rows", reader, session.allocator());
        Statement statement = session.connection().createStatement()) {
      Path file = directory.resolve("part-0.parquet");
      statement.execute(
          "COPY (SELECT * FROM temp." + Sql.name(slot.view()) + ") TO '" + file + "'");
    } finally {
      engine.engine.sessions().giveBack(session, true);
    }
  }

  /** A query's rows as Parquet; {@code options} such as {@code PARTITION_BY (dt)}. */
  static void copy(TestEngine engine, String query, Path to, String options)
      throws IOException, SQLException {
    Files.createDirectories(to.getParent());
    String with = options.isEmpty() ? "" : ", " + options;
    engine.engine.execute(
        List.of("COPY (" + query + ") TO '" + to + "' (FORMAT parquet" + with + ")"));
  }

  static void csv(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private static QueryText anything() {
    return new QueryText("", List.of(), List.of(), List.of());
  }
}
