package io.tiangong.loadtest.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.gateway.Gateway;
import io.tiangong.gateway.config.GatewayConfig;
import io.tiangong.loadtest.engine.Arrivals;
import io.tiangong.loadtest.engine.OpenLoop;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import io.tiangong.loadtest.engine.Spacing;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.scenario.TargetKind;
import io.tiangong.loadtest.scenario.TargetSpec;
import io.tiangong.loadtest.truth.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request of each door that would take minutes ends with its timeout. */
@Timeout(120)
class TimeoutTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<Phase> PHASES =
      List.of(Phase.constant("only", Duration.ofMillis(100), 10));

  @TempDir private Path directory;
  private final Recording recording = new Recording(PHASES, 1);

  /** Counts 30 to the power of 7. */
  private static String slowQuery() {
    String rows =
        IntStream.range(0, 30).mapToObj(i -> "(" + i + ")").collect(Collectors.joining(","));
    return IntStream.range(0, 7)
        .mapToObj(i -> "(VALUES " + rows + ") t" + i + "(c" + i + ")")
        .collect(
            Collectors.joining(
                ", ", "SELECT COUNT(*) FROM ", " WHERE c0 + c1 + c2 + c3 + c4 + c5 + c6 = 5"));
  }

  private Gateway gateway() throws IOException {
    Files.writeString(
        directory.resolve("catalog.sql"),
        "CREATE SOURCE files WITH ('type' = 'offline', 'path' = '" + directory + "');");
    String config =
        """
        listen: {host: 127.0.0.1, port: 0, drain-timeout: 1s}
        catalog: [catalog.sql]
        """;
    return Gateway.start(GatewayConfig.parse("test", config), directory, line -> {});
  }

  @ParameterizedTest
  @EnumSource(
      value = TargetKind.class,
      names = {"GRPC", "JDBC", "FLIGHT"})
  void requestEndsWithItsTimeout(TargetKind kind) throws IOException {
    Request request =
        new Request(
            "slow", slowQuery(), List.of(), Account.NONE, Duration.ofSeconds(1), Answer.Any::new);
    long begin = System.nanoTime();
    try (Gateway gateway = gateway();
        Checks checks = new Checks();
        Target target =
            Target.open(
                new TargetSpec(kind, List.of("127.0.0.1:" + gateway.port()), 1),
                Endpoints.none(),
                checks)) {
      new OpenLoop(
              new Arrivals(PHASES, Spacing.CONSTANT, 1),
              attempt -> () -> target.send(request, attempt),
              recording,
              10,
              PATIENCE)
          .run(System.nanoTime());
    }
    assertThat(recording.examples()).containsOnlyKeys("DEADLINE_EXCEEDED");
    assertThat(recording.examples().toString()).doesNotContain("Status{");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
  }
}
