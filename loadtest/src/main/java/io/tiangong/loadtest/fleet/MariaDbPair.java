package io.tiangong.loadtest.fleet;

import io.tiangong.demo.run.DemoDirectory;
import io.tiangong.demo.run.DemoPorts;
import io.tiangong.embedded.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** MariaDB, and its replica when the scenario wants one. */
public final class MariaDbPair {

  static final String USER = "tiangong";

  private final FleetSettings settings;
  private final DemoDirectory directory;
  private final int primaryPort;
  private final int standbyPort;

  MariaDbPair(FleetSettings settings, DemoDirectory directory, int primaryPort) {
    this.settings = settings;
    this.directory = directory;
    this.primaryPort = primaryPort;
    this.standbyPort = settings.servers().standby() ? DemoPorts.choose(0, 0, 0).mariaDb() : 0;
  }

  Server.Running startPrimary() {
    List<String> log = List.of("--server-id=1", "--log-bin=bin", "--binlog-format=ROW");
    return start(directory.mariaDb(), primaryPort, settings.servers().standby() ? log : List.of());
  }

  Server.Running startStandby() {
    return start(
        settings.directory().resolve("mariadb-standby"),
        standbyPort,
        List.of("--server-id=2", "--read-only=1"));
  }

  private Server.Running start(Path data, int port, List<String> arguments) {
    MariaDbServer server =
        MariaDbServer.start(
            new MariaDbServer.Settings(
                data, settings.mariaDbBinaries(), port, USER, directory.password(), arguments));
    return new Server.Running(server.pid(), server::close);
  }

  /** A connection to the primary itself. */
  Connection connect() throws SQLException {
    return connect(primaryPort);
  }

  private Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:" + port + "/?useBulkStmts=true", USER, directory.password());
  }

  /** Makes the standby a replica of the primary, from where it was. */
  void follow() throws SQLException {
    try (Connection standby = connect(standbyPort);
        Statement statement = standby.createStatement()) {
      statement.execute("STOP SLAVE");
      statement.execute(
          "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=%d, MASTER_USER='%s', MASTER_PASSWORD='%s', MASTER_USE_GTID=slave_pos"
              .formatted(primaryPort, USER, directory.password()));
      statement.execute("START SLAVE");
    }
  }

  /** Whether the standby applies what the primary writes. */
  public void replicate(boolean on) {
    try (Connection standby = connect(standbyPort);
        Statement statement = standby.createStatement()) {
      statement.execute(on ? "START SLAVE SQL_THREAD" : "STOP SLAVE SQL_THREAD");
    } catch (SQLException e) {
      throw new IllegalStateException("the standby can't be told: " + e.getMessage(), e);
    }
  }

  /** The catalog's text with the standby's address beside the primary's. */
  String withStandby(String catalog) {
    return catalog.replace(
        "  'user' =",
        "  'standby.url' = 'jdbc:mariadb://127.0.0.1:%d/',%n  'user' =".formatted(standbyPort));
  }
}
