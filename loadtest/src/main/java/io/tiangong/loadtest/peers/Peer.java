package io.tiangong.loadtest.peers;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A way to get the answers. Its reads are for one thread each. */
sealed interface Peer extends AutoCloseable permits GatewayPeer, DirectPeer, HandPeer, JdbcPeer {

  /** A query, ready to be read again and again by one thread. */
  @FunctionalInterface
  interface Read {

    /**
     * The whole answer.
     *
     * @param parameter of the question mark; ignored when there is none
     */
    List<List<@Nullable Object>> rows(long parameter) throws SQLException;
  }

  String name();

  /** How it is asked: prepared or text, where it runs. */
  String mode();

  /** The process of its own that it runs in, beside the client, the gateway and the sources. */
  default OptionalLong pid() {
    return OptionalLong.empty();
  }

  /** Empty when it can't answer that query. */
  Optional<Read> read(PeerQuery query) throws SQLException;

  @Override
  void close() throws Exception;
}
