package io.tiangong.gateway.config;

import java.time.Duration;

/**
 * Where and how the gateway is reached.
 *
 * @param host address to bind
 * @param port port to bind; 0: any free one
 * @param maxRequestSize larger request messages are refused before they are read
 * @param drainTimeout how long a stop waits for running queries before it cancels them
 */
public record ListenConfig(String host, int port, DataSize maxRequestSize, Duration drainTimeout) {

  public static final ListenConfig DEFAULT =
      new ListenConfig("127.0.0.1", 9090, DataSize.megabytes(4), Duration.ofSeconds(10));

  static ListenConfig read(Section section) {
    ListenConfig config =
        new ListenConfig(
            section.text("host", DEFAULT.host),
            section.integer("port", DEFAULT.port, 0, 65_535),
            section.size("max-request-size", DEFAULT.maxRequestSize),
            section.duration("drain-timeout", DEFAULT.drainTimeout));
    section.finish();
    return config;
  }
}
