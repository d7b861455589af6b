package io.tiangong.gateway;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.tiangong.gateway.config.GatewayConfig;
import io.tiangong.offline.DuckDbEngine;
import io.tiangong.offline.EngineSettings;
import io.tiangong.spi.testing.InMemorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A whole gateway on a free port: real planner, real engine, in-memory sources {@code a} and b. */
public final class MemoryGateway implements AutoCloseable {

  public final Gateway gateway;
  private final Map<String, InMemorySource> sources;

  private MemoryGateway(Gateway gateway, Map<String, InMemorySource> sources) {
    this.gateway = gateway;
    this.sources = sources;
  }

  /**
   * @param directory empty; gets the catalog
   * @param yaml configuration; the port is any free one unless it says {@code listen}
   */
  public static MemoryGateway start(
      Path directory, String ddl, Map<String, InMemorySource> sources, String yaml)
      throws IOException {
    Files.createDirectories(directory.resolve("catalog"));
    Files.writeString(directory.resolve("catalog/test.sql"), ddl);
    DuckDbEngine engine =
        new DuckDbEngine(new EngineSettings(64 << 20, 1, directory.resolve("spill"), 2, 0));
    Backends backends =
        new Backends(
            engine.engineSource(),
            Map.of("memory", d -> Objects.requireNonNull(sources.get(d.name()))),
            engine::close);
    String port = yaml.contains("listen:") ? "" : "\nlisten: {port: 0}";
    String start = yaml.contains("discovery:") ? "" : "\ndiscovery: {rehearsal: 0s}";
    String text = yaml + port + start;
    return new MemoryGateway(
        Gateway.start(
            GatewayConfig.parse("test.yaml", text), directory, Map.of(), backends, line -> {}),
        sources);
  }

  public int port() {
    return gateway.port();
  }

  public ManagedChannel channel() {
    return NettyChannelBuilder.forAddress("127.0.0.1", gateway.port()).usePlaintext().build();
  }

  public List<InMemorySource> sources() {
    return List.copyOf(sources.values());
  }

  /** Stops, and fails when something was not given back. */
  @Override
  public void close() {
    long leaks = gateway.leaks();
    gateway.close();
    long open = sources.values().stream().mapToLong(InMemorySource::openStreams).sum();
    if (leaks + open > 0) {
      throw new AssertionError(leaks + " leaks, " + open + " open streams");
    }
  }
}
