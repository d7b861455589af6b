package io.tiangong.hbase;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one cluster, made when it is first asked for and shared by all requests. A
 * failed attempt is forgotten: the next request tries again.
 *
 * <p>A server that is down or frozen has to be noticed within about two seconds, retries included.
 * Until the connection has answered once its limits are wider: the first calls of a cold client to
 * a cold server take long without anything being wrong.
 */
final class LazyConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LazyConnection.class);

  private static final int WARM_MILLIS = 1_900;
  private static final int COLD_MILLIS = 8_000;
  private static final int RETRY_PAUSE_MILLIS = 30;
  private static final int RETRIES = 6;

  private final String source;
  private final String zookeeper;
  private @Nullable CompletableFuture<AsyncConnection> current;
  private boolean closed;
  private volatile boolean warm;

  LazyConnection(String source, String zookeeper) {
    this.source = source;
    this.zookeeper = zookeeper;
  }

  /** As {@link #get}, but fails when connecting takes longer than a query may wait. */
  CompletableFuture<AsyncConnection> soon() {
    CompletableFuture<AsyncConnection> connection = get();
    return connection.isDone()
        ? connection
        : connection.copy().orTimeout(WARM_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A request has been answered. */
  void answered() {
    if (!warm) {
      warm = true;
    }
  }

  /** The table, with the time limits of the moment. */
  AsyncTable<AdvancedScanResultConsumer> table(AsyncConnection connection, TableName name) {
    int limit = warm ? WARM_MILLIS : COLD_MILLIS;
    return connection
        .getTableBuilder(name)
        .setReadRpcTimeout(limit, TimeUnit.MILLISECONDS)
        .setRpcTimeout(limit, TimeUnit.MILLISECONDS)
        .setOperationTimeout(limit, TimeUnit.MILLISECONDS)
        .setScanTimeout(limit, TimeUnit.MILLISECONDS)
        .build();
  }

  /** Completes on another thread, or is complete. */
  synchronized CompletableFuture<AsyncConnection> get() {
    if (closed) {
      return CompletableFuture.failedFuture(
          new QueryException(ErrorCode.SHUTTING_DOWN, "source " + source + " is closed"));
    }
    CompletableFuture<AsyncConnection> known = current;
    if (known == null || known.isCompletedExceptionally()) {
      known = new CompletableFuture<>();
      current = known;
      CompletableFuture<AsyncConnection> attempt = known;
      Thread thread = new Thread(() -> connect(attempt), "hbase-connect-" + source);
      thread.setDaemon(true);
      thread.start();
    }
    return known;
  }

  /** Loading the client's classes takes its time; the limit starts after it. */
  private void connect(CompletableFuture<AsyncConnection> attempt) {
    try {
      CompletableFuture<AsyncConnection> made =
          ConnectionFactory.createAsyncConnection(configuration());
      attempt.orTimeout(COLD_MILLIS, TimeUnit.MILLISECONDS);
      made.whenComplete((connection, fault) -> connected(attempt, connection, fault));
    } catch (RuntimeException | Error e) {
      attempt.completeExceptionally(e);
      throw e;
    }
  }

  private void connected(
      CompletableFuture<AsyncConnection> attempt,
      @Nullable AsyncConnection connection,
      @Nullable Throwable fault) {
    if (connection == null) {
      attempt.completeExceptionally(fault == null ? new IOException("no connection") : fault);
    } else if (!attempt.complete(connection)) {
      close(connection);
    }
  }

  private Configuration configuration() {
    Configuration conf = HBaseConfiguration.create();
    conf.set("hbase.zookeeper.quorum", zookeeper);
    conf.setInt("zookeeper.session.timeout", COLD_MILLIS);
    conf.setInt("zookeeper.recovery.retry", 1);
    conf.setInt("zookeeper.recovery.retry.intervalmill", RETRY_PAUSE_MILLIS);
    conf.setInt("zookeeper.registry.async.get.timeout", COLD_MILLIS);
    conf.setInt("hbase.client.meta.read.rpc.timeout", COLD_MILLIS);
    conf.setInt("hbase.client.meta.operation.timeout", COLD_MILLIS);
    conf.setInt("hbase.client.meta.scanner.timeout.period", COLD_MILLIS);
    conf.setInt("hbase.ipc.client.socket.timeout.connect", WARM_MILLIS);
    conf.setInt("hbase.ipc.client.connect.max.retries", 0);
    conf.setInt("hbase.ipc.client.failed.servers.expiry", RETRY_PAUSE_MILLIS);
    conf.setInt("hbase.client.retries.number", RETRIES);
    conf.setInt("hbase.client.pause", RETRY_PAUSE_MILLIS);
    return conf;
  }

  @Override
  public void close() {
    CompletableFuture<AsyncConnection> known;
    synchronized (this) {
      closed = true;
      known = current;
      current = null;
    }
    if (known != null
        && !known.completeExceptionally(
            new QueryException(ErrorCode.SHUTTING_DOWN, "source " + source + " is closed"))
        && !known.isCompletedExceptionally()) {
      close(known.join());
    }
  }

  private void close(AsyncConnection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      LOG.warn("The connection of source {} was not closed cleanly", source, e);
    }
  }
}
