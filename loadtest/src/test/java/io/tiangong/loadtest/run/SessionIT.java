package io.tiangong.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.demo.load.Progress;
import io.tiangong.loadtest.engine.Arrivals;
import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.result.Json;
import io.tiangong.loadtest.result.ResultJson;
import io.tiangong.loadtest.result.RunResult;
import io.tiangong.loadtest.result.Verdict;
import io.tiangong.loadtest.scenario.Scenario;
import io.tiangong.loadtest.scenario.Scenarios;
import io.tiangong.loadtest.truth.DemoReads;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run over real servers; one is killed meanwhile, and the gateway's clock goes wrong. */
class SessionIT {

  private static final Path ROOT = Path.of(System.getProperty("tiangong.root", ".."));

  private static final String YAML =
      """
      name: short
      servers: {scale: 0.01, seed: 7}
      targets:
        gateway: {kind: grpc, connections: 2}
        mariadb: {kind: direct-mariadb, connections: 2}
        hbase: {kind: direct-hbase}
        duckdb: {kind: direct-duckdb, connections: 1}
      queries:
        order: {demo: order-by-id, parameters: [{of: order-id, distribution: zipf}]}
        track: {demo: track-by-id}
        plans: {demo: plans-of-day}
        kpi: {demo: kpi-completion}
        misjudged: {sql: "SELECT tms FROM kpi.daily_plan WHERE tms = 'none'", rows: 7}
      accounts:
        short: {token: tgt.short, token-life: 1m}
        long: {token: tgt.long, token-life: 1h}
      mix:
        - {query: track, target: gateway, weight: 5}
        - {query: track, target: hbase, weight: 2}
        - {query: plans, target: gateway, weight: 2}
        - {query: plans, target: duckdb}
        - {query: kpi, target: gateway}
        - {query: order, target: gateway, weight: 5}
        - {query: order, target: mariadb, weight: 2}
        - {query: misjudged, target: gateway, weight: 1}
        - {query: track, target: gateway, account: short, weight: 5}
        - {query: track, target: gateway, account: long, weight: 5}
      phases:
        - {name: warm-up, duration: 3s, rate: 10/s, counted: false}
        - {name: steady, duration: 10s, rate: 28/s}
      faults:
        - {at: 5s, for: 1s, kind: kill, server: mariadb}
        - {at: 8s, for: 2s, kind: clock-skew, server: gateway, by: 10m}
      thresholds:
        - {p50: 1h}
        - {p50: 0ms}
        - {errors: 0.1%, query: plans}
        - {felt: 1%, code: TOKEN_EXPIRED, account: short}
        - {felt: 90%, account: short}
      """;

  @TempDir private static Path directory;

  private static Session session;
  private static RunResult result;

  @BeforeAll
  static void run() throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Scenario scenario = new Scenarios(DemoReads.all().keySet(), false).parse("short.yaml", YAML);
    session = Session.open(scenario, ROOT, new Progress(nowhere, System::nanoTime), nowhere);
    result = session.run();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static Counts of(int kind) {
    return result.recording().of(0, kind).plus(result.recording().of(1, kind));
  }

  @Test
  void answersOfEveryDoorAreRight() {
    for (int kind = 0; kind < 7; kind++) {
      assertThat(of(kind).wrong()).as(result.recording().examples().toString()).isZero();
      assertThat(of(kind).right()).isPositive();
    }
  }

  @Test
  void wrongAnswerIsFoundAndFailsTheRun() {
    Counts misjudged = of(7);
    assertThat(misjudged.wrong()).isEqualTo(misjudged.offered()).isPositive();
    assertThat(result.recording().examples().get("WRONG").get(0))
        .contains("misjudged", "expected 7 rows, got 0");
    assertThat(verdict("wrong answers").passes()).isFalse();
    assertThat(result.passes()).isFalse();
    assertThat(result.line()).startsWith("FAIL short: ");
  }

  @Test
  void thresholdsAreKeptOrBroken() {
    assertThat(result.verdicts().get(1).passes()).isTrue();
    assertThat(result.verdicts().get(2).passes()).isFalse();
    assertThat(verdict("errors of plans").passes()).isTrue();
  }

  @Test
  void killedServerIsFeltAndComesBack() {
    assertThat(result.failures()).isEmpty();
    assertThat(result.outages()).hasSize(2);
    assertThat(result.outages().get(0).fault()).isEqualTo("kill mariadb");
    assertThat(of(5).failures() + of(6).failures()).isPositive();
    RunResult after = session.run(result.phases(), List.of(), Double.NaN);
    assertThat(after.recording().of(1, 5).right()).isPositive();
    assertThat(after.recording().of(1, 5).wrong()).isZero();
  }

  @Test
  void gatewayWhoseClockIsAheadRefusesWhatExpiresSoon() {
    Counts soon = of(8);
    assertThat(soon.failed()).containsOnlyKeys("TOKEN_EXPIRED");
    assertThat(soon.right()).isPositive();
    assertThat(soon.wrong()).isZero();
    assertThat(of(9).failures() + of(9).wrong()).isZero();
    assertThat(verdict("felt TOKEN_EXPIRED for short").passes()).isTrue();
    assertThat(verdict("felt for short").passes()).isFalse();
    RunResult after = session.run(result.phases(), List.of(), Double.NaN);
    assertThat(after.recording().of(1, 8).failed()).isEmpty();
  }

  @Test
  void everyRequestOfTheScheduleIsAccountedFor() {
    Scenario scenario = result.scenario();
    Arrivals again = new Arrivals(result.phases(), scenario.spacing(), scenario.seed());
    long due = LongStream.generate(again::next).takeWhile(at -> at >= 0).count();
    assertThat(result.generator().sends()).isEqualTo(due).isPositive();
    assertThat(result.recording().all().offered()).isEqualTo(due);
  }

  @Test
  void figuresAreWrittenWhole() throws IOException {
    Path file = Files.writeString(directory.resolve("short.json"), ResultJson.of(result));
    Map<String, Object> json = Json.read(file);
    assertThat(json).containsEntry("verdict", "FAIL").containsEntry("name", "short");
    assertThat(json.get("usage").toString()).contains("gateway", "mariadb", "hbase", "generator");
  }

  private static Verdict verdict(String threshold) {
    return result.verdicts().stream()
        .filter(v -> v.threshold().equals(threshold))
        .findFirst()
        .orElseThrow();
  }
}
