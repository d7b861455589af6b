package io.tiangong.conformance.placement;

import io.tiangong.client.TiangongClient;
import io.tiangong.gateway.Gateway;
import io.tiangong.gateway.config.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A gateway over placed tables, and a client that speaks gRPC to it. */
public final class ServedTables implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Gateway gateway;
  private final TiangongClient client;

  private ServedTables(Gateway gateway) {
    this.gateway = gateway;
    this.client =
        TiangongClient.builder("127.0.0.1:" + gateway.port()).defaultTimeout(TIMEOUT).build();
  }

  /**
   * Starts the gateway.
   *
   * @param settings lines of its configuration, such as {@code default-schema: mysql}
   */
  public static ServedTables start(PlacedTables tables, String settings) {
    try {
      Path directory = Files.createTempDirectory(tables.directory(), "gateway");
      Files.writeString(directory.resolve("catalog.sql"), String.join("\n", tables.catalog()));
      String config =
          """
          listen:
            host: 127.0.0.1
            port: 0
            drain-timeout: 1s
          catalog: [catalog.sql]
          discovery:
            start-bound: 30s
          """;
      GatewayConfig parsed = GatewayConfig.parse("conformance", config + settings);
      return new ServedTables(Gateway.start(parsed, directory, line -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TiangongClient client() {
    return client;
  }

  /** Queries that kept memory; always a bug of the gateway. */
  public long leaks() {
    return gateway.leaks();
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
  }
}
