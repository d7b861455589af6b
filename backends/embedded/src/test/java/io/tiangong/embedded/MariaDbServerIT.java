package io.tiangong.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.embedded.MariaDbServer.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MariaDbServerIT {

  private static final Path BINARIES =
      Path.of(System.getProperty("tiangong.root"), ".tiangong", "mariadb");

  @TempDir private Path directory;

  @Test
  void rowsSurviveARestart() throws SQLException {
    Settings settings = Settings.of(directory, BINARIES);
    try (MariaDbServer server = MariaDbServer.start(settings)) {
      execute(server, "CREATE DATABASE ord");
      execute(server, "CREATE TABLE ord.orders (id INT PRIMARY KEY)");
      execute(server, "INSERT INTO ord.orders VALUES (7)");
    }
    try (MariaDbServer server = MariaDbServer.start(settings)) {
      assertThat(query(server, "SELECT id FROM ord.orders")).isEqualTo("7");
    }
  }

  @Test
  void passwordMayHoldQuotesAndChangeBetweenStarts() throws SQLException {
    for (String password : List.of("it's \"\\' one", "另一个")) {
      Settings settings = new Settings(directory, BINARIES, 0, "o'neil", password, List.of());
      try (MariaDbServer server = MariaDbServer.start(settings)) {
        assertThat(query(server, "SELECT CURRENT_USER()")).isEqualTo("o'neil@127.0.0.1");
      }
    }
  }

  @Test
  void nobodyElseCanLogIn() {
    try (MariaDbServer server = MariaDbServer.start(Settings.of(directory, BINARIES))) {
      for (String user : List.of("root", "", "tiangong")) {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), user, ""))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("Access denied");
      }
    }
  }

  @Test
  void busyPortIsNamed() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings settings = Settings.of(directory, BINARIES).withPort(busy.getLocalPort());
      assertThatThrownBy(() -> MariaDbServer.start(settings))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + busy.getLocalPort());
    }
  }

  @Test
  void directoryInUseIsNamed() {
    Settings settings = Settings.of(directory, BINARIES);
    try (MariaDbServer server = MariaDbServer.start(settings)) {
      assertThatThrownBy(() -> MariaDbServer.start(settings))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(directory.toString());
      assertThat(ProcessHandle.of(server.pid())).isPresent();
    }
  }

  @Test
  void failedStartShowsTheLog() {
    Settings settings =
        new Settings(directory, BINARIES, 0, "u", "p", List.of("--no-such-argument"));
    assertThatThrownBy(() -> MariaDbServer.start(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no-such-argument");
  }

  @Test
  void serverStopsWithItsJvm() throws IOException, InterruptedException {
    Process jvm = startInAnotherJvm();
    long pid = Long.parseLong(jvm.inputReader().readLine());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    jvm.destroyForcibly().waitFor();
    assertThat(server.onExit().orTimeout(60, TimeUnit.SECONDS).join().isAlive()).isFalse();
  }

  @Test
  void leftOverServerIsStoppedAtTheNextStart() throws IOException, InterruptedException {
    Process jvm = startInAnotherJvm();
    long pid = Long.parseLong(jvm.inputReader().readLine());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    jvm.descendants().filter(p -> p.pid() != pid).forEach(ProcessHandle::destroyForcibly);
    jvm.destroyForcibly().waitFor();
    assertThat(server.isAlive()).isTrue();
    try (MariaDbServer next = MariaDbServer.start(Settings.of(directory, BINARIES))) {
      assertThat(server.isAlive()).isFalse();
      assertThat(next.pid()).isNotEqualTo(pid);
    }
  }

  @Test
  void strangersPidInThePidFileIsLeftAlone() throws IOException, InterruptedException {
    Settings settings = Settings.of(directory, BINARIES);
    MariaDbServer.start(settings).close();
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          directory.resolve("data").resolve("mariadb.pid"), Long.toString(stranger.pid()));
      MariaDbServer.start(settings).close();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  /** Prints the server's pid and waits to be killed. */
  static final class Owner {
    public static void main(String[] args) throws InterruptedException {
      MariaDbServer server = MariaDbServer.start(Settings.of(Path.of(args[0]), Path.of(args[1])));
      System.out.println(server.pid());
      Thread.currentThread().join();
    }
  }

  private Process startInAnotherJvm() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Owner.class.getName(),
            directory.toString(),
            BINARIES.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void execute(MariaDbServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(MariaDbServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(MariaDbServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }
}
