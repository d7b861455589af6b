package io.tiangong.loadtest.peers;

import io.tiangong.loadtest.direct.DirectHBase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The driver of the one source that has the answer: the floor. */
final class DirectPeer implements Peer {

  private final Sources sources;
  private final DirectHBase hbase;
  private final List<Connection> connections = new ArrayList<>();

  DirectPeer(Sources sources) {
    this.sources = sources;
    this.hbase = new DirectHBase(sources.servers().zookeeperPort());
  }

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public String mode() {
    return "the source's own driver, prepared, in the client's JVM";
  }

  @Override
  public Optional<Read> read(PeerQuery query) throws SQLException {
    return switch (query) {
      case Q1 -> Optional.of(Statements.prepared(open(sources.mariaDb()), query.sql()));
      case Q2 ->
          Optional.of(
              Statements.prepared(
                  open(sources.duckDb()),
                  query.sql().replace("tpch.lineitem", sources.lineitem())));
      case Q5 ->
          Optional.of(id -> List.of(Arrays.<@Nullable Object>asList(id, hbase.status(id).join())));
      case Q3, Q4, Q6 -> Optional.empty();
    };
  }

  private Connection open(Connection connection) {
    connections.add(connection);
    return connection;
  }

  @Override
  public void close() throws SQLException, IOException {
    hbase.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
