package io.tiangong.gateway.config;

import io.tiangong.config.Section;
import java.time.Duration;

/**
 * When the gateway looks at its sources.
 *
 * @param startBound how long the start waits for the first look
 * @param retry pause after a look that failed
 * @param refresh pause after a look that succeeded
 * @param rehearsal how long the start reads a few rows of each source, so that the first caller
 *     does not wait for what happens only once; zero: not at all
 */
public record DiscoveryConfig(
    Duration startBound, Duration retry, Duration refresh, Duration rehearsal) {

  public static final DiscoveryConfig DEFAULT =
      new DiscoveryConfig(
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(2));

  static DiscoveryConfig read(Section section) {
    DiscoveryConfig config =
        new DiscoveryConfig(
            section.duration("start-bound", DEFAULT.startBound),
            section.duration("retry", DEFAULT.retry),
            section.duration("refresh", DEFAULT.refresh),
            section.duration("rehearsal", DEFAULT.rehearsal));
    section.finish();
    return config;
  }
}
