package io.tiangong.jdbc;

import io.tiangong.client.TiangongClient;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The clients of all open connections: those with equal options share one, and the last to go
 * closes it. Safe for many threads.
 */
final class SharedClients {

  private final Map<ConnectOptions, Shared> clients = new HashMap<>();

  /** A client and how many have it. */
  private static final class Shared {
    final TiangongClient client;
    int users;

    Shared(TiangongClient client) {
      this.client = client;
    }
  }

  /** Somebody's share of a client; closing it twice is closing it once. */
  final class Lease implements AutoCloseable {
    private final ConnectOptions key;
    private final TiangongClient client;
    private boolean closed;

    private Lease(ConnectOptions key, TiangongClient client) {
      this.key = key;
      this.client = client;
    }

    TiangongClient client() {
      return client;
    }

    @Override
    public void close() {
      if (release(this)) {
        client.close();
      }
    }
  }

  synchronized Lease lease(ConnectOptions options) throws SQLException {
    ConnectOptions key = options.shared();
    Shared shared = clients.get(key);
    if (shared == null) {
      shared = new Shared(key.client());
      clients.put(key, shared);
    }
    shared.users++;
    return new Lease(key, shared.client);
  }

  /** Whether this was the last share. */
  private synchronized boolean release(Lease lease) {
    Shared shared = clients.get(lease.key);
    if (lease.closed || shared == null) {
      return false;
    }
    lease.closed = true;
    shared.users--;
    if (shared.users > 0) {
      return false;
    }
    clients.remove(lease.key);
    return true;
  }

  /** Clients that are open. */
  synchronized int size() {
    return clients.size();
  }
}
