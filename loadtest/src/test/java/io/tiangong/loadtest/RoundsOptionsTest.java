package io.tiangong.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.loadtest.bench.Rounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RoundsOptionsTest {

  @Command
  private static final class Bench {
    @Mixin private RoundsOptions rounds = new RoundsOptions(3, 8);
  }

  private static Rounds parsed(String... arguments) {
    Bench bench = new Bench();
    new CommandLine(bench).parseArgs(arguments);
    return bench.rounds.rounds();
  }

  @Test
  void whatIsNotGivenIsTheCommandsOwn() {
    assertThat(parsed()).isEqualTo(new Rounds(5, Duration.ofSeconds(3), Duration.ofSeconds(8)));
  }

  @Test
  void whatIsGivenIsTaken() {
    assertThat(parsed("--rounds", "2", "--seconds", "1", "--warm-up", "0"))
        .isEqualTo(new Rounds(2, Duration.ofSeconds(1), Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rounds=0", "--seconds=0", "--warm-up=-1"})
  void measuringNothingIsRefused(String option) {
    assertThatThrownBy(() -> parsed(option))
        .hasMessage(
            "INVALID_PARAMETER: --rounds and --seconds are at least 1, --warm-up is at least 0");
  }

  @Test
  void helpTellsTheCommandsOwnDefaults() {
    assertThat(new CommandLine(new Bench()).getUsageMessage())
        .contains("(3)", "(5)", "(8)", "--warm-up");
  }
}
