package io.tiangong.jdbc;

import io.tiangong.client.PreparedShape;
import io.tiangong.client.ServerInfo;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaStatement;
import org.jspecify.annotations.Nullable;

/**
 * A connection: a share of a client and settings of its own. There are no transactions; what pools
 * and frameworks do about them is accepted where it changes nothing.
 */
final class TiangongConnection extends AvaticaConnection {

  private final SharedClients.Lease lease;
  private final ConnectOptions options;
  private final PreparedShapes shapes = new PreparedShapes();
  private volatile ServerInfo server;
  private volatile String schema;
  private volatile int networkTimeoutMillis;
  private boolean autoCommit = true;
  private boolean readOnly = true;
  private @Nullable SQLWarning warnings;

  TiangongConnection(
      TiangongDriver driver,
      TiangongFactory factory,
      String url,
      ConnectOptions options,
      SharedClients.Lease lease,
      ServerInfo server) {
    super(driver, factory, url, visible(options));
    this.lease = lease;
    this.options = options;
    this.server = server;
    String wanted = options.get(Option.SCHEMA);
    this.schema = wanted.isEmpty() ? server.defaultSchema() : wanted;
  }

  /** What Avatica may know: no secrets. */
  private static Properties visible(ConnectOptions options) {
    Properties properties = new Properties();
    properties.setProperty("user", options.get(Option.USER));
    return properties;
  }

  TiangongClient client() {
    return lease.client();
  }

  ConnectOptions options() {
    return options;
  }

  /** As it was told when the connection was made, or by the last {@link #isValid}. */
  ServerInfo server() {
    return server;
  }

  String schema() {
    return schema;
  }

  /** The time that a call may take: the wish, but not more than the network timeout. */
  Duration limit(Duration wish) {
    Duration network = Duration.ofMillis(networkTimeoutMillis);
    if (network.isZero()) {
      return wish;
    }
    return wish.isZero() || wish.compareTo(network) > 0 ? network : wish;
  }

  void forget(String sql) {
    shapes.forget(schema, sql);
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    checkOpen();
    return Escapes.translate(sql);
  }

  @Override
  public AvaticaStatement createStatement(int type, int concurrency, int holdability)
      throws SQLException {
    checkOpen();
    downgrade(type, concurrency);
    return new TiangongStatement(this, null);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    checkOpen();
    downgrade(type, concurrency);
    String text = nativeSQL(sql);
    return new TiangongPreparedStatement(this, null, text, shape(text));
  }

  private PreparedShape shape(String sql) throws SQLException {
    String in = schema;
    PreparedShape known = shapes.find(in, sql).orElse(null);
    if (known != null) {
      return known;
    }
    try {
      PreparedShape shape = client().prepare(sql, in, limit(Duration.ZERO));
      shapes.keep(in, sql, shape);
      return shape;
    } catch (TiangongException e) {
      throw SqlErrors.of(e);
    }
  }

  private void downgrade(int type, int concurrency) {
    if (type != ResultSet.TYPE_FORWARD_ONLY || concurrency != ResultSet.CONCUR_READ_ONLY) {
      SQLWarning warning =
          new SQLWarning("result sets are forward only and read only, whatever is asked", "01S02");
      if (warnings == null) {
        warnings = warning;
      } else {
        warnings.setNextWarning(warning);
      }
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    Limits.requireNoKeys(keys);
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    Limits.requireNoKeys(Statement.RETURN_GENERATED_KEYS);
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
    Limits.requireNoKeys(Statement.RETURN_GENERATED_KEYS);
    return prepareStatement(sql);
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw SqlErrors.unsupported("there are no procedures");
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    checkOpen();
    autoCommit = on;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return autoCommit;
  }

  @Override
  public void commit() throws SQLException {
    requireManual("commit");
  }

  @Override
  public void rollback() throws SQLException {
    requireManual("rollback");
  }

  private void requireManual(String what) throws SQLException {
    checkOpen();
    if (autoCommit) {
      throw SqlErrors.wrongState("can't " + what + " while auto-commit is on");
    }
  }

  @Override
  public void setReadOnly(boolean on) throws SQLException {
    checkOpen();
    readOnly = on;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return readOnly;
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
    if (level != Connection.TRANSACTION_NONE) {
      throw SqlErrors.unsupported("there are no transactions; the isolation is TRANSACTION_NONE");
    }
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    checkOpen();
    return Connection.TRANSACTION_NONE;
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw noSavepoints();
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    throw noSavepoints();
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    throw noSavepoints();
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw noSavepoints();
  }

  private static SQLException noSavepoints() {
    return SqlErrors.unsupported("there are no transactions, so there are no savepoints");
  }

  /** There are no catalogs: the name is ignored, as JDBC asks for. */
  @Override
  public void setCatalog(String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void setSchema(String name) throws SQLException {
    checkOpen();
    schema = name == null || name.isEmpty() ? server.defaultSchema() : name;
  }

  @Override
  public String getSchema() throws SQLException {
    checkOpen();
    return schema;
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return Map.of();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    if (map != null && !map.isEmpty()) {
      throw SqlErrors.unsupported("there are no user-defined types to map");
    }
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings = null;
  }

  /** Asks the gateway. */
  @Override
  public boolean isValid(int seconds) throws SQLException {
    Limits.atLeastZero("timeout", seconds);
    if (isClosed()) {
      return false;
    }
    try {
      Duration wish = seconds == 0 ? options.connectTimeout() : Duration.ofSeconds(seconds);
      server = client().catalog().within(limit(wish)).server();
      return true;
    } catch (TiangongException e) {
      return false;
    }
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    checkOpen();
    networkTimeoutMillis = (int) Limits.atLeastZero("networkTimeout", milliseconds);
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return networkTimeoutMillis;
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    // There is none to set; JDBC asks for a warning rather than an error.
    warnings = new SQLWarning("there is no client info '" + name + "'", "01000");
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    properties.stringPropertyNames().forEach(this::warnOfClientInfo);
  }

  private void warnOfClientInfo(String name) {
    warnings = new SQLWarning("there is no client info '" + name + "'", "01000");
  }

  /** For threads that don't read: cancels what runs, and lets its readers find that out. */
  @Override
  public void abort(Executor executor) throws SQLException {
    if (isClosed()) {
      return;
    }
    try {
      for (AvaticaStatement statement : List.copyOf(statementMap.values())) {
        if (!statement.isClosed()) {
          statement.cancel();
        }
      }
      super.close();
    } finally {
      lease.close();
    }
  }

  /** Ends the statements, then gives the share of the client back. */
  @Override
  public void close() throws SQLException {
    if (isClosed()) {
      return;
    }
    try {
      for (AvaticaStatement statement : List.copyOf(statementMap.values())) {
        statement.close();
      }
      super.close();
    } finally {
      lease.close();
    }
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (isClosed()) {
      throw SqlErrors.connectionClosed();
    }
  }
}
