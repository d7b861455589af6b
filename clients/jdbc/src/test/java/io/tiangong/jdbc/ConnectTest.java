package io.tiangong.jdbc;

import static io.tiangong.jdbc.StatementTest.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.TlsServerCredentials;
import io.tiangong.client.testing.LoopbackGateway;
import io.tiangong.client.testing.ScriptedAnswer;
import io.tiangong.client.testing.SelfSigned;
import io.tiangong.v1.TypeKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConnectTest {

  private static final String SQL = "SELECT 1";

  @TempDir private Path files;

  private static LoopbackGateway gateway() throws Exception {
    return answering(new LoopbackGateway());
  }

  private static LoopbackGateway answering(LoopbackGateway gateway) {
    return gateway.answers(
        SQL, new ScriptedAnswer().column("n", TypeKind.TYPE_KIND_BIGINT).row(1L));
  }

  private static String url(LoopbackGateway gateway, String rest) {
    return "jdbc:tiangong://" + gateway.target() + rest;
  }

  @Test
  void allProblemsOfAUrlAreOneError() {
    String url =
        "jdbc:tiangong://h/kpi?usr=ann&token=t&password=x&tls=maybe&clientKey=k&timeout=soon"
            + "&fetchSize=-1&schema=ord&lonely";
    assertThatThrownBy(() -> DriverManager.getConnection(url))
        .isInstanceOf(SQLNonTransientConnectionException.class)
        .hasMessageContainingAll(
            "there is no option 'usr'; did you mean 'user'?",
            "give either 'token' or 'user' and 'password'",
            "'tls' is true or false, not 'maybe'",
            "'clientCertificate' and 'clientKey' need each other",
            "'timeout' is a duration like 500ms, 30s or 5m, not 'soon'",
            "'fetchSize' is at least 0, not -1",
            "'schema' is given twice with different values",
            "'lonely' is not key=value")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08001");
  }

  @Test
  void urlWithoutAHostAndTlsFilesWithoutTlsAreRefused() {
    refused("jdbc:tiangong:kpi", "names no host; write jdbc:tiangong://host:port/schema");
    refused("jdbc:tiangong://h?tls=false&trustCertificate=x", "'trustCertificate' needs tls=true");
    refused("jdbc:tiangong://h?trustCertificate=/no/such.pem", "can't read a TLS file");
    refused("jdbc:tiangong://h?password=x", "'password' needs 'user'");
    refused("jdbc:tiangong://h:0", "is not an address");
  }

  private static void refused(String url, String message) {
    state(
        () -> DriverManager.getConnection(url).close(),
        SQLNonTransientConnectionException.class,
        "08001",
        message);
  }

  @Test
  void otherDriversUrlsAreLeftToThem() throws SQLException {
    assertThat(new TiangongDriver().connect("jdbc:other://h", new Properties())).isNull();
  }

  @Test
  void wrongPasswordAndExpiredTokenFailTheConnect() throws Exception {
    try (LoopbackGateway gateway = gateway().wanting("Basic YW5uOnMzY3JldA==")) {
      String good = url(gateway, "/kpi?user=ann&password=s3cret");
      try (Connection connection = DriverManager.getConnection(good)) {
        assertThat(connection.isValid(5)).isTrue();
        assertThat(connection.getMetaData().getURL()).doesNotContain("s3cret");
        assertThat(connection.getMetaData().getUserName()).isEqualTo("ann");
      }
      for (String wrong : new String[] {"user=ann&password=guess", "token=expired"}) {
        state(
            () -> DriverManager.getConnection(url(gateway, "?" + wrong)),
            SQLInvalidAuthorizationSpecException.class,
            "28000",
            "wrong password or unknown user");
      }
    }
  }

  @Test
  void nobodyAtTheAddressAndUnknownHostsAreConnectionFailures() throws Exception {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      freePort = socket.getLocalPort();
    }
    for (String host : new String[] {"127.0.0.1:" + freePort, "no.such.host.invalid:9090"}) {
      state(
          () -> DriverManager.getConnection("jdbc:tiangong://" + host),
          SQLTransientConnectionException.class,
          "08001",
          "no gateway answers at " + host);
    }
  }

  @Test
  void accountLaneAndApplicationTravelWithEachCall() throws Exception {
    try (LoopbackGateway gateway = gateway();
        Connection connection =
            DriverManager.getConnection(
                url(gateway, "?account=bi%26co&lane=heavy&applicationName=report"))) {
      connection.createStatement().executeQuery(SQL);
      for (int call = 0; call < 2; call++) {
        Metadata headers = gateway.headers.take();
        assertThat(header(headers, "tiangong-account")).isEqualTo("bi&co");
        assertThat(header(headers, "tiangong-lane")).isEqualTo("heavy");
        assertThat(header(headers, "user-agent")).startsWith("report ");
      }
    }
  }

  private static String header(Metadata headers, String name) {
    return headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
  }

  @Test
  void gatewayIsSpokenToByTlsAndStrangersAreRefused() throws Exception {
    SelfSigned server = SelfSigned.in(files, "server");
    SelfSigned stranger = SelfSigned.in(files, "stranger");
    try (LoopbackGateway gateway =
        answering(
            new LoopbackGateway(
                0,
                TlsServerCredentials.create(
                    server.certificate().toFile(), server.key().toFile())))) {
      try (Connection connection =
          DriverManager.getConnection(
              url(gateway, "?tls=true&trustCertificate=" + server.certificate()))) {
        assertThat(connection.createStatement().executeQuery(SQL).next()).isTrue();
      }
      state(
          () ->
              DriverManager.getConnection(
                  url(gateway, "?trustCertificate=" + stranger.certificate())),
          SQLTransientConnectionException.class,
          "08001",
          "no gateway answers");
      state(
          () -> DriverManager.getConnection(url(gateway, "")),
          SQLTransientConnectionException.class,
          "08001",
          "no gateway answers");
    }
  }

  @Test
  void oneOfSeveralGatewaysMayGoAway() throws Exception {
    try (LoopbackGateway one = gateway();
        LoopbackGateway two = gateway();
        Connection connection =
            DriverManager.getConnection(
                "jdbc:tiangong://" + one.target() + "," + two.target() + "/kpi")) {
      while (one.requests.isEmpty() || two.requests.isEmpty()) {
        assertThat(connection.createStatement().executeQuery(SQL).next()).isTrue();
      }
      one.kill();
      for (int i = 0; i < 20; i++) {
        assertThat(connection.createStatement().executeQuery(SQL).next()).isTrue();
      }
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void connectionBehavesAsPoolsExpect() throws Exception {
    try (LoopbackGateway gateway = gateway()) {
      Connection connection = DriverManager.getConnection(url(gateway, ""));
      assertThat(connection.getSchema()).isEqualTo("ord");
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.isReadOnly()).isTrue();
      connection.setReadOnly(false);
      connection.setReadOnly(true);
      state(connection::commit, SQLException.class, "25000", "can't commit");
      state(connection::rollback, SQLException.class, "25000", "can't rollback");
      connection.setAutoCommit(false);
      connection.commit();
      connection.rollback();
      connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
      state(
          () -> connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED),
          SQLFeatureNotSupportedException.class,
          "0A000",
          "no transactions");
      connection.setCatalog("whatever");
      assertThat(connection.getCatalog()).isNull();
      connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
      assertThat(connection.getWarnings().getSQLState()).isEqualTo("01S02");
      connection.clearWarnings();
      assertThat((Object) connection.getWarnings()).isNull();
      connection.abort(Runnable::run);
      assertThat(connection.isClosed()).isTrue();
      assertThat(connection.isValid(1)).isFalse();
      connection.close();
    }
  }

  @Test
  void everyOptionIsToldToTools() throws Exception {
    DriverPropertyInfo[] told =
        new TiangongDriver()
            .getPropertyInfo("jdbc:tiangong://h/kpi?lane=fast&password=x", new Properties());
    assertThat(told)
        .extracting(option -> option.name)
        .contains("user", "token", "tls", "fetchSize");
    assertThat(told)
        .filteredOn(option -> option.value != null)
        .extracting(option -> option.name + "=" + option.value)
        .containsExactly("lane=fast", "schema=kpi");
    assertThat(told).allMatch(option -> !option.description.isEmpty());
  }

  @Test
  void dataSourceConnectsWithItsOwnOrTheCallersUser() throws Exception {
    try (LoopbackGateway gateway = gateway().wanting("Basic YW5uOnMzY3JldA==")) {
      TiangongDataSource source = new TiangongDataSource(url(gateway, "/kpi"));
      source.setLoginTimeout(5);
      source.getConnection("ann", "s3cret").close();
      source.setUser("ann");
      source.setPassword("s3cret");
      try (Connection connection = source.getConnection()) {
        assertThat(connection.getSchema()).isEqualTo("kpi");
      }
      assertThat(source.unwrap(TiangongDataSource.class)).isSameAs(source);
    }
  }
}
