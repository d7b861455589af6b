package io.tiangong.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.truth.DemoReads;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

  private static final String GOOD =
      """
      name: good
      targets: {gateway: {kind: grpc, addresses: ["127.0.0.1:9090"]}}
      queries: {one: {sql: "SELECT 1", rows: 1}}
      mix: [{query: one, target: gateway}]
      phases:
        - {name: ramp, duration: 2s, from: 10/s, to: 2x}
        - {name: steps, duration: 500ms, steps: [30/m, 2/s]}
      """;

  private static Scenario parse(String yaml) {
    return new Scenarios(DemoReads.all().keySet(), false).parse("test.yaml", yaml);
  }

  static Stream<Path> scenariosOfTheTree() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("scenarios"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenariosOfTheTree")
  void scenarioOfTheTreeIsWhole(Path file) {
    Scenario scenario = new Scenarios(DemoReads.all().keySet(), false).load(file);
    assertThat(file).hasFileName(scenario.name() + ".yaml");
    assertThat(scenario.thresholds()).isNotEmpty();
    assertThat(scenario.about()).isNotEmpty();
  }

  @Test
  void ratesAreTyped() {
    List<Phase> phases = parse(GOOD).phases(100);
    assertThat(phases)
        .containsExactly(
            new Phase("ramp", Duration.ofSeconds(2), 10, 200, true),
            new Phase("steps 0.5/s", Duration.ofMillis(500), 0.5, 0.5, true),
            new Phase("steps 2.0/s", Duration.ofMillis(500), 2, 2, true));
  }

  @Test
  void allProblemsComeAtOnceWithTheirLines() {
    String yaml =
        """
        name: bad
        targts: {}
        targets: {gateway: {kind: grcp}}
        queries: {orders: {demo: order-by-idd, timeout: soon}}
        mix: [{query: order, target: gateway, weight: -1}]
        phases: [{name: a, duration: 5s, rate: 900000/s}]
        thresholds: [{p98: 3ms}]
        """;
    QueryException problems = catchThrowableOfType(QueryException.class, () -> parse(yaml));
    assertThat(problems.text().lines())
        .anyMatch(line -> line.matches("test.yaml:2: .*'targts'.*did you mean 'targets'\\?"))
        .anyMatch(line -> line.matches("test.yaml:3: .*'grcp'.*did you mean 'grpc'\\?"))
        .anyMatch(line -> line.matches("test.yaml:3: .*no server for it.*"))
        .anyMatch(line -> line.matches("test.yaml:4: .*'order-by-idd'.*'order-by-id'\\?"))
        .anyMatch(
            line ->
                line.matches("test.yaml:4: 'queries.orders.timeout' must be a duration.*'soon'"))
        .anyMatch(line -> line.matches("test.yaml:5: .*'order'.*did you mean 'orders'\\?"))
        .anyMatch(
            line -> line.matches("test.yaml:5: 'mix\\[0].weight' must be a positive number.*"))
        .anyMatch(line -> line.matches("test.yaml:6: .*900000/s is more than.*"))
        .anyMatch(line -> line.matches("test.yaml:7: unknown key 'thresholds\\[0].p98'; .*"));
  }

  @Test
  void loadStaysOnThisMachineUnlessToldOtherwise() {
    String away = GOOD.replace("127.0.0.1:9090", "gateway.example.com:9090");
    assertThatThrownBy(() -> parse(away)).hasMessageContaining("--target-is-mine");
    assertThat(new Scenarios(DemoReads.all().keySet(), true).parse("x", away).targets()).hasSize(1);
  }

  @Test
  void missingPartsAreNamed() {
    assertThatThrownBy(() -> parse("name: empty"))
        .hasMessageContaining("'targets' is missing")
        .hasMessageContaining("'queries' is missing")
        .hasMessageContaining("'mix' is missing")
        .hasMessageContaining("'phases' is missing");
    assertThatThrownBy(() -> parse("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> parse("a: [")).hasMessageContaining("not YAML");
  }

  @Test
  void questionMarksNeedParameters() {
    assertThatThrownBy(() -> parse(GOOD.replace("SELECT 1", "SELECT ?")))
        .hasMessageContaining("1 question marks, but 0 parameters");
  }

  @Test
  void faultsNeedServersOfTheRun() {
    assertThatThrownBy(() -> parse(GOOD + "faults: [{kind: kill, at: 1s, server: mariadb}]\n"))
        .hasMessageContaining("faults need servers that the run starts");
  }

  @Test
  void clockSkewNeedsAGatewayATimeAndATokenThatExpires() {
    String skewed = GOOD + "servers: {scale: 0.1, gateways: 2}\n";
    String faults = "faults: [{kind: clock-skew, at: 1s, for: 1s, server: %s}]\n";
    assertThatThrownBy(() -> parse(skewed + faults.formatted("mariadb")))
        .hasMessageContaining("'server' is 'mariadb', but only gateways look at tokens")
        .hasMessageContaining("it needs 'by'")
        .hasMessageContaining("'clock-skew mariadb' needs an account with 'token' and");
    String whole = faults.formatted("gateway-2, by: 10m");
    FaultSpec fault =
        parse(skewed + whole + "accounts: {a: {token: abc, token-life: 1m}}\n").faults().get(0);
    assertThat(fault.kind()).isEqualTo(FaultSpec.Kind.CLOCK_SKEW);
    assertThat(fault.where()).isEqualTo("gateway-2");
    assertThat(fault.by()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void accountsGoByTokenOrByPassword() {
    String accounts =
        """
        servers: {scale: 0.1}
        accounts:
          both: {user: u, password: p, token: abc}
          same: {token: abc}
          spaced: {token: "a b"}
          "na:me": {token: def}
          lifeless: {token-life: 1m}
        """;
    assertThatThrownBy(() -> parse(GOOD + accounts))
        .hasMessageContaining("accounts.both: give either 'user' and 'password' or a 'token'")
        .hasMessageContaining("the token of the account 'same' is that of another one, too")
        .hasMessageContaining("accounts.spaced: 'token' must be")
        .hasMessageContaining("accounts.na:me: the name of an account with a token must be")
        .hasMessageContaining("accounts.lifeless: 'token-life' is of a 'token'")
        .hasMessageContaining("no 'user' can log in at the gateways that the run starts");
    assertThatThrownBy(() -> parse(GOOD + "accounts: {a: {token: abc, token-life: 1m}}\n"))
        .hasMessageContaining("'token-life' is of a 'token' at gateways that the run starts");
    assertThat(parse(GOOD + "accounts: {a: {token: abc}}\n").accounts().get("a").token())
        .isEqualTo("abc");
  }

  @Test
  void usersNeedGatewaysThatKnowThem() {
    String accounts = "accounts: {a: {user: u, password: p}}\n";
    assertThatThrownBy(() -> parse(GOOD + accounts + "servers: {scale: 0.1}\n"))
        .hasMessageContaining("no 'user' can log in at the gateways that the run starts");
    String own = "servers: {config: 'auth: {users: users.yaml}'}\n";
    assertThat(parse(GOOD + accounts + own).accounts().get("a").user()).isEqualTo("u");
    assertThat(parse(GOOD + accounts).accounts().get("a").password()).isEqualTo("p");
  }

  @Test
  void onlyGatewaysKnowAccounts() {
    String accounts = "accounts: {a: {token: abc}}\n";
    String mix = "{query: one, target: gateway, account: a}";
    String charged = GOOD.replace("{query: one, target: gateway}", mix) + accounts;
    for (String kind : List.of("grpc", "jdbc", "flight")) {
      assertThat(parse(charged.replace("grpc", kind)).mix().get(0).account()).isEqualTo("a");
    }
    for (String kind : List.of("direct-mariadb", "direct-hbase", "direct-duckdb", "no-op")) {
      assertThatThrownBy(() -> parse(charged.replace("grpc", kind)))
          .hasMessageContaining("a target of kind " + kind + " knows no accounts");
    }
  }

  @Test
  void longestPhaseIsMadeToFit() {
    Scenario scenario = parse(GOOD).lasting(Duration.ofSeconds(11));
    assertThat(scenario.duration()).isEqualTo(Duration.ofSeconds(11));
    assertThat(scenario.phases().get(0).duration()).isEqualTo(Duration.ofSeconds(10));
  }
}
