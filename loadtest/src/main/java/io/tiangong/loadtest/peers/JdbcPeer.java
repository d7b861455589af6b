package io.tiangong.loadtest.peers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Another product behind a JDBC driver. Its libraries may look for each other through the thread's
 * class loader, so theirs is set while it is asked.
 */
final class JdbcPeer implements Peer {

  /** Opens a connection of its own for each read. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  /** What is done with the libraries' class loader. */
  @FunctionalInterface
  private interface Asking<T> {
    T ask() throws SQLException;
  }

  private final String name;
  private final String mode;
  private final Set<PeerQuery> queries;
  private final Opener opener;
  private final BiFunction<PeerQuery, String, String> dialect;
  private final List<AutoCloseable> open = new ArrayList<>();
  private OptionalLong pid = OptionalLong.empty();

  /**
   * @param queries those that it can answer
   * @param dialect the text that it understands
   */
  JdbcPeer(
      String name,
      String mode,
      Set<PeerQuery> queries,
      Opener opener,
      BiFunction<PeerQuery, String, String> dialect) {
    this.name = name;
    this.mode = mode;
    this.queries = Set.copyOf(queries);
    this.opener = opener;
    this.dialect = dialect;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String mode() {
    return mode;
  }

  /** Also closed with the peer, such as its server. */
  JdbcPeer closing(AutoCloseable resource) {
    open.add(resource);
    return this;
  }

  /** Its own process. */
  JdbcPeer in(long process) {
    pid = OptionalLong.of(process);
    return this;
  }

  @Override
  public OptionalLong pid() {
    return pid;
  }

  @Override
  public Optional<Read> read(PeerQuery query) throws SQLException {
    if (!queries.contains(query)) {
      return Optional.empty();
    }
    Connection connection = opener.open();
    open.add(0, connection);
    ClassLoader libraries = connection.getClass().getClassLoader();
    Read read =
        with(libraries, () -> Statements.prepared(connection, dialect.apply(query, query.sql())));
    return Optional.of(parameter -> with(libraries, () -> read.rows(parameter)));
  }

  private static <T> T with(ClassLoader libraries, Asking<T> work) throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(libraries);
    try {
      return work.ask();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }
}
