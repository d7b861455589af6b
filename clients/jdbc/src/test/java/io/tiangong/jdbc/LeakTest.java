package io.tiangong.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.client.testing.LoopbackGateway;
import io.tiangong.client.testing.ScriptedAnswer;
import io.tiangong.v1.TypeKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LeakTest {

  private static final String SQL = "SELECT 1";
  private static final String THREADS = "leak-test";
  private static final int CYCLES = 10_000;
  private static final int ALONE = 300;

  private final TiangongDriver driver = new TiangongDriver();

  @Test
  void connectionsGiveBackTheirThreadsAndChannels() throws Exception {
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      gateway.answers(SQL, new ScriptedAnswer().column("n", TypeKind.TYPE_KIND_BIGINT).row(1L));
      String url = "jdbc:tiangong://" + gateway.target() + "?applicationName=" + THREADS;
      // Alone, each connection makes the channel and closes it.
      for (int i = 0; i < ALONE; i++) {
        cycle(url);
      }
      assertThat(driver.openClients()).isZero();
      // Beside another, it takes a share of that one's channel.
      try (Connection other = driver.connect(url, new Properties())) {
        for (int i = ALONE; i < CYCLES; i++) {
          cycle(url);
        }
        assertThat(other.isValid(5)).isTrue();
        assertThat(driver.openClients()).isOne();
        assertThat(threads()).hasSizeLessThanOrEqualTo(2);
      }
      assertThat(driver.openClients()).isZero();
      for (Thread thread : threads()) {
        thread.join(10_000); // it has done its last task
      }
      assertThat(threads()).isEmpty();
    }
  }

  @Test
  void failedConnectsLeaveNothing() {
    for (int i = 0; i < 50; i++) {
      try {
        driver.connect("jdbc:tiangong://127.0.0.1:1?attempts=1", new Properties());
      } catch (SQLException expected) {
        continue;
      }
      throw new AssertionError("somebody answers at port 1");
    }
    assertThat(driver.openClients()).isZero();
  }

  private void cycle(String url) throws SQLException {
    try (Connection connection = driver.connect(url, new Properties());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL)) {
      assertThat(rows.next()).isTrue();
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(THREADS))
        .toList();
  }
}
