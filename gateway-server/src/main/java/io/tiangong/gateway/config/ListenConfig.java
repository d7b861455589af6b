package io.tiangong.gateway.config;

import io.tiangong.config.DataSize;
import io.tiangong.config.Section;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the gateway is reached.
 *
 * @param host address to bind
 * @param port port to bind; 0: any free one
 * @param maxRequestSize larger request messages are refused before they are read
 * @param drainTimeout how long a stop waits for running queries before it cancels them
 * @param tls null: calls travel in plain text
 */
public record ListenConfig(
    String host,
    int port,
    DataSize maxRequestSize,
    Duration drainTimeout,
    @Nullable TlsConfig tls) {

  public static final ListenConfig DEFAULT =
      new ListenConfig("127.0.0.1", 9090, DataSize.megabytes(4), Duration.ofSeconds(10), null);

  /** Unresolved when the host is not known. */
  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  static ListenConfig read(Section section) {
    ListenConfig config =
        new ListenConfig(
            section.text("host", DEFAULT.host),
            section.integer("port", DEFAULT.port, 0, 65_535),
            section.size("max-request-size", DEFAULT.maxRequestSize),
            section.duration("drain-timeout", DEFAULT.drainTimeout),
            TlsConfig.read(section.section("tls")));
    section.finish();
    return config;
  }
}
