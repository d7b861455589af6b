package io.tiangong.loadtest.door;

import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.scenario.TargetSpec;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC driver: each connection has a thread, since drivers block. A request that finds no free
 * connection waits, and its wait counts, as it would in an application's pool. A thread keeps a
 * connection for each account that it has served.
 */
final class JdbcTarget implements Target {

  private static final long CLOSE_SECONDS = 5;

  private final ExecutorService threads;
  private final Database database;
  private final ThreadLocal<Map<Account, JdbcConnection>> connections =
      ThreadLocal.withInitial(HashMap::new);
  private final List<JdbcConnection> opened = new CopyOnWriteArrayList<>();
  private final Checks checks;

  /**
   * What connections are opened with.
   *
   * @param login the properties that an account logs in by
   * @param dialect the text that this database understands
   */
  private record Database(
      String url, Function<Account, Properties> login, UnaryOperator<String> dialect) {}

  private JdbcTarget(Database database, TargetSpec spec, Checks checks) {
    this.database = database;
    this.checks = checks;
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
   * A gateway by the driver of a URL.
   *
   * @param laneKey the driver's property for the lane wished for
   * @throws QueryException with NOT_SUPPORTED when the driver is not on the class path
   */
  static JdbcTarget gateway(String url, String laneKey, TargetSpec spec, Checks checks) {
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
    return new JdbcTarget(
        new Database(url, account -> login(account, laneKey), sql -> sql), spec, checks);
  }

  private static Properties login(Account account, String laneKey) {
    Properties login = new Properties();
    Map.of(
            "user",
            account.user(),
            "password",
            account.password(),
            "token",
            account.token(),
            laneKey,
            account.lane())
        .forEach(
            (key, value) -> {
              if (!value.isEmpty()) {
                login.setProperty(key, value);
              }
            });
    return login;
  }

  static JdbcTarget mariaDb(Endpoints servers, TargetSpec spec, Checks checks) {
    Properties login = new Properties();
    login.setProperty("user", servers.mariaDbUser());
    login.setProperty("password", servers.mariaDbPassword());
    login.setProperty("useServerPrepStmts", "true");
    return new JdbcTarget(
        new Database(servers.mariaDbUrl(), account -> login, sql -> sql), spec, checks);
  }

  /** Tables of the schema {@code kpi} are read from their files. */
  static JdbcTarget duckDb(Endpoints servers, TargetSpec spec, Checks checks) {
    String files = servers.kpiFiles().toString().replace("'", "''");
    UnaryOperator<String> dialect =
        sql -> sql.replaceAll("\\bkpi\\.(\\w+)", "read_parquet('" + files + "/$1/*/*.parquet')");
    return new JdbcTarget(
        new Database("jdbc:duckdb:", account -> new Properties(), dialect), spec, checks);
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
    Duration left = request.timeout().minusNanos(System.nanoTime() - due);
    if (left.isNegative()) {
      attempt.failed("DEADLINE_EXCEEDED", "no connection was free within " + request.timeoutText());
      return;
    }
    JdbcConnection own = connections.get().computeIfAbsent(request.account(), this::connection);
    try {
      List<List<@Nullable Object>> rows = own.read(request, left);
      attempt.arrived();
      checks.check(attempt, request, () -> rows);
    } catch (SQLException e) {
      own.close();
      boolean late = isTimeout(e);
      attempt.failed(late ? "DEADLINE_EXCEEDED" : "SQLSTATE_" + e.getSQLState(), e.toString());
    }
  }

  /** Some drivers wrap what JDBC wants them to throw. */
  private static boolean isTimeout(SQLException error) {
    return Stream.<Throwable>iterate(error, Objects::nonNull, Throwable::getCause)
        .anyMatch(e -> e instanceof SQLTimeoutException || e instanceof TimeoutException);
  }

  private JdbcConnection connection(Account account) {
    JdbcConnection own =
        new JdbcConnection(database.url(), database.login().apply(account), database.dialect());
    opened.add(own);
    return own;
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
