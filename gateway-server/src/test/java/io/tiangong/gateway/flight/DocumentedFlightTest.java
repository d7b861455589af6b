package io.tiangong.gateway.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.client.ClientCookieMiddleware;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the Java blocks of docs/reference/flight-sql.md, which are copies of those below. */
@Timeout(120)
class DocumentedFlightTest {

  private static final Path PAGE = Path.of("../docs/reference/flight-sql.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/tiangong/gateway/flight/DocumentedFlightTest.java");

  private static final String host = "127.0.0.1";
  private static final String password = FlightGateway.PASSWORD;
  private static final String token = FlightGateway.TOKEN;

  @TempDir private static Path directory;
  private static FlightGateway gateway;
  private static int port;
  private static String address;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @BeforeAll
  static void start() throws IOException {
    gateway = new FlightGateway(directory, "");
    port = gateway.port();
    address = host + ":" + port;
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void jdbc() throws Exception {
    // [jdbc]
    Properties login = new Properties();
    login.put("user", "analyst");
    login.put("password", password);
    login.put("useEncryption", "false"); // leave it out where the gateway has TLS
    try (Connection connection =
            DriverManager.getConnection("jdbc:arrow-flight-sql://" + address, login);
        PreparedStatement orders =
            connection.prepareStatement("SELECT id, name FROM test.t WHERE id <= ? ORDER BY id")) {
      orders.setLong(1, 3);
      try (ResultSet rows = orders.executeQuery()) {
        while (rows.next()) {
          out.println(rows.getLong("id") + " " + rows.getString("name"));
        }
      }
    }
    // [end]
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("1 name 1", "2 name 2", "3 name 3");
  }

  @Test
  void client() throws Exception {
    // [client]
    try (BufferAllocator memory = new RootAllocator();
        FlightClient flight =
            FlightClient.builder(memory, Location.forGrpcInsecure(host, port))
                .intercept(new ClientCookieMiddleware.Factory()) // keeps the session's schema
                .build();
        FlightSqlClient client = new FlightSqlClient(flight)) {
      CallOption login = flight.authenticateBasicToken("analyst", password).orElseThrow();
      client.setSessionOptions(
          new SetSessionOptionsRequest(
              Map.of("schema", SessionOptionValueFactory.makeSessionOptionValue("test"))),
          login);
      FlightInfo info = client.execute("SELECT name FROM t WHERE id = 7", login);
      try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket(), login)) {
        while (stream.next()) {
          out.println(stream.getRoot().getVector("name").getObject(0));
        }
      }
    }
    // [end]
    assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly("name 7");
  }

  @Test
  void token() throws Exception {
    try (BufferAllocator memory = new RootAllocator();
        FlightSqlClient client =
            new FlightSqlClient(
                FlightClient.builder(memory, Location.forGrpcInsecure(host, port)).build())) {
      // [token]
      CallOption login = new CredentialCallOption(new BearerCredentialWriter(token));
      FlightInfo info = client.execute("SELECT COUNT(*) FROM test.t", login);
      // [end]
      assertThat(info.getEndpoints()).hasSize(1);
    }
  }

  @Test
  void pageSaysWhatIsRunHere() throws IOException {
    String source = Files.readString(SOURCE);
    List<MatchResult> examples =
        Pattern.compile("<!-- example: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE))
            .results()
            .toList();
    assertThat(examples).hasSize(3);
    for (MatchResult example : examples) {
      MatchResult run =
          Pattern.compile("// \\[" + example.group(1) + "]\n(.*?) *// \\[end]", Pattern.DOTALL)
              .matcher(source)
              .results()
              .findFirst()
              .orElseThrow();
      assertThat(example.group(2))
          .as(example.group(1))
          .isEqualTo(run.group(1).stripTrailing().stripIndent() + "\n");
    }
  }
}
