package io.tiangong.loadtest.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.gateway.Gateway;
import io.tiangong.gateway.auth.Digest;
import io.tiangong.gateway.auth.PasswordHash;
import io.tiangong.gateway.config.GatewayConfig;
import io.tiangong.loadtest.engine.Arrivals;
import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.engine.OpenLoop;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import io.tiangong.loadtest.engine.Spacing;
import io.tiangong.loadtest.engine.Workload;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.scenario.TargetKind;
import io.tiangong.loadtest.scenario.TargetSpec;
import io.tiangong.loadtest.truth.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a real gateway with users takes the requests of each door for. */
@Timeout(120)
class AccountsTest {

  private static final String WHO = "EXPLAIN SERVE SELECT 1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<Phase> PHASES =
      List.of(Phase.constant("only", Duration.ofMillis(200), 100));

  private static final Account ANN = account("ann", "correct horse", "");
  private static final Account DASHBOARD = account("", "", "a-token-of-the-dashboard");
  private static final Account MISTAKEN = account("ann", "wrong", "");
  private static final List<Account> ACCOUNTS = List.of(ANN, DASHBOARD, MISTAKEN, Account.NONE);

  @TempDir private static Path directory;
  private static Gateway gateway;
  private static List<List<@Nullable Object>> annsAnswer;
  private static List<List<@Nullable Object>> dashboardsAnswer;

  private final Recording recording = new Recording(PHASES, ACCOUNTS.size());

  private static Account account(String user, String password, String token) {
    return new Account("of-the-scenario", user, password, token, Optional.empty(), "");
  }

  @BeforeAll
  static void start() throws IOException, SQLException {
    Files.writeString(
        directory.resolve("catalog.sql"),
        "CREATE SOURCE files WITH ('type' = 'offline', 'path' = '" + directory + "');");
    Files.writeString(
        directory.resolve("users.yaml"),
        """
        users:
          ann: {password: '%s'}
          reports: {accounts: [dashboard], tokens: {one: {sha256: %s}}}
        """
            .formatted(
                PasswordHash.create(ANN.password(), 1_000, new Random(1)),
                Digest.of(DASHBOARD.token())));
    String config =
        """
        listen: {host: 127.0.0.1, port: 0, drain-timeout: 1s}
        catalog: [catalog.sql]
        auth: {users: users.yaml}
        """;
    gateway = Gateway.start(GatewayConfig.parse("test", config), directory, line -> {});
    answer(DASHBOARD); // makes the plan, which comes from the cache from now on
    annsAnswer = answer(ANN);
    dashboardsAnswer = answer(DASHBOARD);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static List<List<@Nullable Object>> answer(Account account) throws SQLException {
    Properties login = new Properties();
    login.put("user", account.user());
    login.put("password", account.password());
    if (account.hasToken()) {
      login = new Properties();
      login.put("token", account.token());
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:tiangong://127.0.0.1:" + gateway.port(), login);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(WHO)) {
      List<List<@Nullable Object>> all = new ArrayList<>();
      while (rows.next()) {
        all.add(List.of(rows.getString(1), rows.getString(2)));
      }
      return all;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TargetKind.class,
      names = {"GRPC", "JDBC", "FLIGHT"})
  void everyRequestLogsInAsItsAccount(TargetKind kind) throws IOException {
    assertThat(annsAnswer.get(0)).containsExactly("caller", "ann");
    assertThat(dashboardsAnswer.get(0)).containsExactly("caller", "dashboard");
    TargetSpec spec = new TargetSpec(kind, List.of("127.0.0.1:" + gateway.port()), 2);
    try (Checks checks = new Checks();
        Target target = Target.open(spec, Endpoints.none(), checks)) {
      run(target);
    }
    assertThat(recording.examples()).doesNotContainKey("WRONG");
    assertThat(of(ANN).right()).isEqualTo(of(ANN).offered()).isEqualTo(5);
    assertThat(of(DASHBOARD).right()).isEqualTo(of(DASHBOARD).offered()).isEqualTo(5);
    assertThat(of(MISTAKEN).failures()).isEqualTo(of(MISTAKEN).offered()).isEqualTo(5);
    assertThat(of(Account.NONE).failures()).isEqualTo(of(Account.NONE).offered()).isEqualTo(5);
    assertThat(recording.examples().toString()).contains("UNAUTHENTICATED");
  }

  private Counts of(Account account) {
    return recording.of(0, ACCOUNTS.indexOf(account));
  }

  /** Requests of all accounts in turn, so that each thread serves several of them. */
  private void run(Target target) {
    int[] sent = {0};
    Workload workload =
        attempt -> {
          int kind = sent[0]++ % ACCOUNTS.size();
          Account account = ACCOUNTS.get(kind);
          attempt.is(kind);
          return () -> target.send(request(account), attempt);
        };
    Arrivals arrivals = new Arrivals(PHASES, Spacing.CONSTANT, 1);
    new OpenLoop(arrivals, workload, recording, 100, PATIENCE).run(System.nanoTime());
  }

  private static Request request(Account account) {
    List<List<@Nullable Object>> expected = account.equals(ANN) ? annsAnswer : dashboardsAnswer;
    return new Request("who", WHO, List.of(), account, PATIENCE, () -> new Answer.Rows(expected));
  }
}
