package io.tiangong.loadtest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LinkTest {

  private ServerSocket server;
  private Link link;
  private Socket caller;
  private Socket callee;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    link = Link.to(server.getLocalPort());
    caller = new Socket(InetAddress.getLoopbackAddress(), link.port());
    callee = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    caller.close();
    callee.close();
    link.close();
    server.close();
  }

  @Test
  void bytesPassBothWays() throws IOException {
    caller.getOutputStream().write(7);
    assertThat(callee.getInputStream().read()).isEqualTo(7);
    callee.getOutputStream().write(8);
    assertThat(caller.getInputStream().read()).isEqualTo(8);
  }

  @Test
  void endOfOneDirectionIsPassedOn() throws IOException {
    caller.getOutputStream().write(7);
    caller.shutdownOutput();
    assertThat(callee.getInputStream().readAllBytes()).containsExactly(7);
    callee.getOutputStream().write(8);
    assertThat(caller.getInputStream().read()).isEqualTo(8);
  }

  @Test
  void nothingArrivesWhilePacketsAreLostAndAllOfItAfterwards() throws IOException {
    link.set(Weather.stall());
    caller.getOutputStream().write(new byte[] {1, 2, 3});
    callee.setSoTimeout(200);
    assertThatThrownBy(() -> callee.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    link.set(Weather.FAIR);
    callee.setSoTimeout(0);
    assertThat(callee.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
  }

  @Test
  void cutResetsOpenConnectionsAndRefusesNewOnes() throws IOException {
    link.set(Weather.cutOff());
    assertThatThrownBy(
            () -> {
              while (caller.getInputStream().read() >= 0) {}
              throw new IOException("closed");
            })
        .isInstanceOf(IOException.class);
    try (Socket another = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
      assertThatThrownBy(
              () -> {
                if (another.getInputStream().read() < 0) {
                  throw new IOException("closed");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void connectionsPassAgainAfterACut() throws IOException {
    link.set(Weather.cutOff());
    link.set(Weather.FAIR);
    try (Socket another = new Socket(InetAddress.getLoopbackAddress(), link.port());
        Socket accepted = server.accept()) {
      another.getOutputStream().write(7);
      assertThat(accepted.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void throttledBytesComeWholeAndNotFasterThanAllowed() throws IOException {
    link.set(Weather.throttled(100_000));
    byte[] sent = new byte[40_000];
    new Random(1).nextBytes(sent);
    long begin = System.nanoTime();
    caller.getOutputStream().write(sent);
    assertThat(callee.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(400_000_000L);
  }

  @Test
  void throttleLimitsEachDirectionByItself() throws IOException {
    link.set(Weather.throttled(10_000));
    long begin = System.nanoTime();
    caller.getOutputStream().write(new byte[2_000]);
    callee.getOutputStream().write(new byte[2_000]);
    assertThat(callee.getInputStream().readNBytes(2_000)).hasSize(2_000);
    assertThat(caller.getInputStream().readNBytes(2_000)).hasSize(2_000);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(200_000_000L);
  }

  @Test
  @Timeout(30)
  void endOfAThrottleIsFeltByBytesThatWereHeldBack() throws IOException {
    link.set(Weather.throttled(100)); // the rest would take ten minutes
    byte[] sent = new byte[60_000];
    new Random(2).nextBytes(sent);
    caller.getOutputStream().write(sent);
    byte[] first = callee.getInputStream().readNBytes(1);
    link.set(Weather.FAIR);
    byte[] rest = callee.getInputStream().readNBytes(sent.length - 1);
    assertThat(first[0]).isEqualTo(sent[0]);
    assertThat(rest).isEqualTo(Arrays.copyOfRange(sent, 1, sent.length));
  }

  @Test
  void delayedBytesArriveInOrderAndNotEarlier() throws IOException {
    link.set(Weather.delayed(Duration.ofMillis(50)));
    long begin = System.nanoTime();
    caller.getOutputStream().write(new byte[] {1, 2});
    assertThat(callee.getInputStream().readNBytes(2)).containsExactly(1, 2);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000L);
  }
}
