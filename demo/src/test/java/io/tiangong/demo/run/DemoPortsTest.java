package io.tiangong.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DemoPortsTest {

  @Test
  void zeroTakesDifferentFreePorts() {
    DemoPorts ports = DemoPorts.choose(0, 0, 0);
    assertThat(
            new int[] {
              ports.gateway(),
              ports.zookeeper(),
              ports.hbaseMaster(),
              ports.hbaseRegionServer(),
              ports.mariaDb()
            })
        .doesNotHaveDuplicates()
        .doesNotContain(0);
  }

  @Test
  void busyPortsAreNamedWithTheirOptions() throws IOException {
    try (ServerSocket gateway = listen();
        ServerSocket mariaDb = listen()) {
      assertThatThrownBy(() -> DemoPorts.choose(gateway.getLocalPort(), 0, mariaDb.getLocalPort()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + gateway.getLocalPort() + " for gateway is in use")
          .hasMessageContaining("--port")
          .hasMessageContaining("port " + mariaDb.getLocalPort() + " for MariaDB is in use")
          .hasMessageContaining("--mariadb-port");
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
