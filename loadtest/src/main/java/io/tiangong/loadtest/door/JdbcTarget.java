package io.tiangong.loadtest.door;

import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.scenario.TargetSpec;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC driver: each connection has a thread, since drivers block. A request that finds no free
 * connection waits, and its wait counts, as it would in an application's pool.
 */
final class JdbcTarget implements Target {

  private static final long CLOSE_SECONDS = 5;

  private final ExecutorService threads;
  private final ThreadLocal<JdbcConnection> connection;
  private final List<JdbcConnection> opened = new CopyOnWriteArrayList<>();
  private final Checks checks;

  private JdbcTarget(
      String url,
      Properties properties,
      UnaryOperator<String> dialect,
      TargetSpec spec,
      Checks checks) {
    this.checks = checks;
    this.connection =
        ThreadLocal.withInitial(
            () -> {
              JdbcConnection own = new JdbcConnection(url, properties, dialect);
              opened.add(own);
              return own;
            });
    this.threads =
        Executors.newFixedThreadPool(
            spec.connections(),
            task -> {
              Thread thread = new Thread(task, "load-jdbc");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @throws QueryException with NOT_SUPPORTED when the driver is not on the class path
   */
  static JdbcTarget gateway(String url, TargetSpec spec, Checks checks) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new QueryException(
          ErrorCode.NOT_SUPPORTED,
          "no JDBC driver on the class path takes "
              + url
              + ", which a target of kind "
              + spec.kind()
              + " needs",
          e);
    }
    return new JdbcTarget(url, new Properties(), sql -> sql, spec, checks);
  }

  static JdbcTarget mariaDb(Endpoints servers, TargetSpec spec, Checks checks) {
    Properties login = new Properties();
    login.setProperty("user", servers.mariaDbUser());
    login.setProperty("password", servers.mariaDbPassword());
    login.setProperty("useServerPrepStmts", "true");
    return new JdbcTarget(servers.mariaDbUrl(), login, sql -> sql, spec, checks);
  }

  /** Tables of the schema {@code kpi} are read from their files. */
  static JdbcTarget duckDb(Endpoints servers, TargetSpec spec, Checks checks) {
    String files = servers.kpiFiles().toString().replace("'", "''");
    UnaryOperator<String> dialect =
        sql -> sql.replaceAll("\\bkpi\\.(\\w+)", "read_parquet('" + files + "/$1/*/*.parquet')");
    return new JdbcTarget("jdbc:duckdb:", new Properties(), dialect, spec, checks);
  }

  @Override
  public void send(Request request, Attempt attempt) {
    long due = System.nanoTime();
    try {
      threads.execute(() -> run(request, attempt, due));
    } catch (RejectedExecutionException e) {
      attempt.failed("CLOSED", "the run is over");
    }
  }

  private void run(Request request, Attempt attempt, long due) {
    if (System.nanoTime() - due > request.timeout().toNanos()) {
      attempt.failed("DEADLINE_EXCEEDED", "no connection was free within " + request.timeout());
      return;
    }
    JdbcConnection own = connection.get();
    try {
      List<List<@Nullable Object>> rows = own.read(request);
      attempt.arrived();
      checks.check(attempt, request, () -> rows);
    } catch (SQLTimeoutException e) {
      attempt.failed("DEADLINE_EXCEEDED", e.toString());
    } catch (SQLException e) {
      own.close();
      attempt.failed("SQLSTATE_" + e.getSQLState(), e.toString());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        opened.forEach(JdbcConnection::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
