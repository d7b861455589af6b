package io.tiangong.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class HBaseServerIT {

  @TempDir Path directory;

  @Test
  void startsListensAndLeavesNoProcessBehind() {
    ProcessHandle process;
    try (HBaseServer server = HBaseServer.start(directory)) {
      process = ProcessHandle.of(server.pid()).orElseThrow();
      assertThat(process.isAlive()).isTrue();
      assertThat(server.zookeeper()).isEqualTo("127.0.0.1:" + server.ports().zookeeper());
      assertThatThrownBy(() -> HBaseServer.start(directory, server.ports()))
          .hasMessageContaining("port " + server.ports().zookeeper());
    }
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void namesTheBusyPort() throws Exception {
    HBaseServer.Ports free = HBaseServer.Ports.free();
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HBaseServer.Ports ports =
          new HBaseServer.Ports(free.zookeeper(), free.master(), busy.getLocalPort());
      assertThatThrownBy(() -> HBaseServer.start(directory, ports))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + busy.getLocalPort());
    }
  }
}
