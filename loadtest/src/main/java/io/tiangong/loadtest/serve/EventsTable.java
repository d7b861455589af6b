package io.tiangong.loadtest.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A million rows in Parquet, to be streamed: {@code kpi.events_1m}. */
final class EventsTable {

  static final long ROWS = 1_000_000;

  static final String DDL =
      """
      CREATE TABLE kpi.events_1m (
        event_id BIGINT NOT NULL,
        tms VARCHAR NOT NULL,
        happened_at TIMESTAMP(3) NOT NULL,
        amount DECIMAL(10, 2) NOT NULL,
        weight_kg DOUBLE NOT NULL
      ) WITH ('source' = 'kpi_files', 'format' = 'parquet');
      """;

  private static final String COPY =
      """
      COPY (SELECT i AS event_id,
                   'TMS-' || lpad((1 + i %% 200)::VARCHAR, 3, '0') AS tms,
                   TIMESTAMP '2026-11-01' + to_milliseconds(i * 800) AS happened_at,
                   ((i * 7919) %% 100000 / 100)::DECIMAL(10, 2) AS amount,
                   (i * 104729 %% 20000) / 1000.0::DOUBLE AS weight_kg
            FROM range(%d) r(i)) TO '%s' (FORMAT parquet)""";

  private EventsTable() {}

  /** Writes the file below the directory of the offline tables, unless it is there. */
  static void write(Path kpiFiles) {
    Path directory = kpiFiles.resolve("events_1m");
    Path file = directory.resolve("events.parquet");
    if (Files.exists(file)) {
      return;
    }
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      Files.createDirectories(directory);
      Path draft = kpiFiles.resolve("events.tmp");
      statement.execute(COPY.formatted(ROWS, draft.toString().replace("'", "''")));
      Files.move(draft, file);
    } catch (SQLException e) {
      throw new IllegalStateException("the events could not be written: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
