package io.tiangong.loadtest.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A Parquet table of six columns: whole numbers, a double, an exact number, text and a date.
 *
 * @param directory that holds one directory per table
 */
record SalesFile(Path directory, String name, long rows) {

  static final String COLUMNS = "id, shop, price, amount, city, dt";

  private static final String QUERY =
      "SELECT i::BIGINT AS id, (i %% 1000)::INTEGER AS shop, (i %% 10007) / 8.0::DOUBLE AS price,"
          + " ((i * 7) %% 1000003 / 100)::DECIMAL(12, 2) AS amount, 'city ' || (i %% 300) AS city,"
          + " DATE '2026-01-01' + (i %% 365)::INTEGER AS dt FROM range(%d) t(i)";

  /** Writes it, unless it is there. */
  SalesFile write() throws IOException, SQLException {
    Path file = file();
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling("_fresh.parquet");
      try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duckDb.createStatement()) {
        statement.execute(
            "COPY (%s) TO '%s' (FORMAT parquet)".formatted(QUERY.formatted(rows), fresh));
      }
      Files.move(fresh, file);
    }
    return this;
  }

  Path file() {
    return directory.resolve(name).resolve("rows-" + rows + ".parquet");
  }

  String ddl() {
    return """
    CREATE TABLE sales.%s (
      id BIGINT NOT NULL, shop INTEGER, price DOUBLE, amount DECIMAL(12, 2), city VARCHAR, dt DATE
    ) WITH ('source' = 'files', 'format' = 'parquet');
    """
        .formatted(name);
  }
}
