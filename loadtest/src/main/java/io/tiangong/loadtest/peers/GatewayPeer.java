package io.tiangong.loadtest.peers;

import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This gateway, in a JVM of its own, over gRPC. */
final class GatewayPeer implements Peer {

  private final TiangongClient client;

  GatewayPeer(String target) {
    client = TiangongClient.connect(target);
  }

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String mode() {
    return "gRPC, prepared (parameter apart from the text, plan cached), own JVM";
  }

  @Override
  public Optional<Read> read(PeerQuery query) {
    return Optional.of(
        parameter -> query.hasParameter() ? rows(query.sql(), parameter) : rows(query.sql()));
  }

  private List<List<@Nullable Object>> rows(String sql, Object... parameters) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (QueryResult result = client.query(sql, parameters)) {
      int columns = result.columns().size();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    client.close();
  }
}
