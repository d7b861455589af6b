package io.tiangong.loadtest;

import io.tiangong.loadtest.bench.Rounds;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of benchmarks that run in rounds; each command has its own defaults. */
final class RoundsOptions {

  @Option(names = "--seconds", description = "Of each scenario in each round (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--rounds", description = "Counted (${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--warm-up",
      description = "Seconds of each scenario before the rounds (${DEFAULT-VALUE}).")
  private int warmUp;

  /**
   * @param seconds of each scenario in each round, unless given
   * @param warmUp seconds of each scenario before the rounds, unless given
   */
  RoundsOptions(int seconds, int warmUp) {
    this.seconds = seconds;
    this.warmUp = warmUp;
  }

  /**
   * @throws QueryException with INVALID_PARAMETER when nothing would be measured
   */
  Rounds rounds() {
    if (rounds < 1 || seconds < 1 || warmUp < 0) {
      throw new QueryException(
          ErrorCode.INVALID_PARAMETER,
          "--rounds and --seconds are at least 1, --warm-up is at least 0");
    }
    return new Rounds(rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
  }
}
