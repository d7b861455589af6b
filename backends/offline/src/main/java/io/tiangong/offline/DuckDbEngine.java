package io.tiangong.offline;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SqlRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One in-process DuckDB: it holds the offline tables and combines fragments. Thread-safe.
 *
 * <p>Its configuration is locked after the start. External access stays on, because tables may be
 * declared later in any directory and DuckDB can't widen the list of allowed ones; all text that
 * reaches it is rendered by the planner, which has no function that names a file.
 */
public final class DuckDbEngine implements AutoCloseable {

  /** The name under which plans ask for the engine. */
  public static final String NAME = "engine";

  private static final Logger log = LoggerFactory.getLogger(DuckDbEngine.class);
  private static final List<String> GLOBALS =
      List.of(
          "SET GLOBAL TimeZone = 'UTC'",
          "SET GLOBAL ieee_floating_point_ops = false",
          "SET GLOBAL parquet_metadata_cache = true",
          "SET GLOBAL lock_configuration = true");

  /** Beyond this part of its memory, the engine keeps no statements between queries. */
  private static final int STATEMENTS_SHARE = 4;

  private final EngineSettings settings;
  private final Path spill;
  private final DuckDBConnection database;
  private final MemoryGauge memory;
  private final SessionPool sessions;
  private final Source source = new EngineSource(this);

  /** Starts DuckDB. */
  public DuckDbEngine(EngineSettings settings) {
    this.settings = settings;
    this.spill = spillDirectory(settings.spillDirectory());
    try {
      this.database =
          (DuckDBConnection)
              DriverManager.getConnection("jdbc:duckdb:", properties(settings, spill));
      execute(GLOBALS);
      execute(JsonMacros.DEFINITIONS);
      this.memory =
          new MemoryGauge(database.duplicate(), settings.memoryBytes() / STATEMENTS_SHARE);
    } catch (SQLException e) {
      throw new QueryException(ErrorCode.CONFIG_INVALID, "the engine does not start: " + e, e);
    }
    this.sessions = new SessionPool(database, settings.connections(), memory);
  }

  private static Path spillDirectory(Path parent) {
    try {
      return Files.createTempDirectory(Files.createDirectories(parent), "tiangong-spill-");
    } catch (IOException e) {
      throw new QueryException(
          ErrorCode.CONFIG_INVALID, "the engine can't spill into " + parent + ": " + e, e);
    }
  }

  private static Properties properties(EngineSettings settings, Path spill) {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", settings.memoryBytes() + "B");
    properties.setProperty("threads", String.valueOf(settings.threads()));
    properties.setProperty("temp_directory", spill.toString());
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("allow_community_extensions", "false");
    properties.setProperty("preserve_insertion_order", "false");
    properties.setProperty("jdbc_stream_results", "true");
    return properties;
  }

  /** The engine as plans see it; lives as long as the engine. */
  public Source engineSource() {
    return source;
  }

  EngineSettings settings() {
    return settings;
  }

  /**
   * Runs a request on the context's executor; owns and closes the inputs.
   *
   * @param origin the source that is named in faults
   */
  CompletionStage<BatchStream> open(
      String origin, SourceRequest request, Bindings bindings, ScanContext context) {
    try {
      return CompletableFuture.supplyAsync(
          () -> run(origin, request, bindings, context), context.executor());
    } catch (RejectedExecutionException e) {
      closeInputs(bindings);
      return CompletableFuture.failedFuture(
          new QueryException(ErrorCode.OVERLOADED, "no thread is free for the engine", e));
    }
  }

  private BatchStream run(
      String origin, SourceRequest request, Bindings bindings, ScanContext context) {
    boolean opened = false;
    try {
      context.cancellation().check();
      QueryText text = QueryText.of(sql(request), bindings);
      Execution execution = new Execution(origin, text, bindings, context, sessions);
      BatchStream stream = ResultStream.open(text.output(), execution);
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        closeInputs(bindings);
      }
    }
  }

  /** A request's text in one line. */
  static String describe(SourceRequest request) {
    return sql(request).text().toString().strip().replaceAll("\\s+", " ");
  }

  private static SqlRequest sql(SourceRequest request) {
    if (request instanceof SqlRequest sql) {
      return sql;
    }
    throw new QueryException(ErrorCode.INTERNAL, "the engine runs SQL only, not " + request);
  }

  private static void closeInputs(Bindings bindings) {
    bindings.inputs().values().forEach(BatchStream::close);
  }

  /** Runs statements in order, outside of any query. */
  synchronized void execute(List<String> statements) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Runs statements in one transaction: queries see none or all of what they change. */
  synchronized void transact(List<String> statements) throws SQLException {
    execute(List.of("BEGIN"));
    boolean done = false;
    try {
      execute(statements);
      execute(List.of("COMMIT"));
      done = true;
    } finally {
      if (!done) {
        execute(List.of("ROLLBACK"));
      }
    }
  }

  /** The rows of a small answer, outside of any query. */
  synchronized List<List<@Nullable Object>> rows(String sql) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  SessionPool sessions() {
    return sessions;
  }

  /** Queries that still run keep their sessions, and what they spilled, until they are closed. */
  @Override
  public void close() {
    sessions.close();
    try {
      memory.close();
      database.close();
      Files.deleteIfExists(spill);
    } catch (SQLException | IOException e) {
      log.warn("the engine did not stop cleanly", e);
    }
  }
}
