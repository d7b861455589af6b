package io.tiangong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {

  @TempDir private Path directory;
  private final StringWriter errors = new StringWriter();

  @Test
  void problemsOfTheConfigurationAreListedAndTheExitCodeIsOne() throws IOException {
    assertThat(serve("lisen: 1\nexecution: {queue: none}\n")).isEqualTo(1);
    assertThat(errors.toString().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains(":1: unknown key 'lisen'", "'listen'"))
        .anySatisfy(line -> assertThat(line).contains(":2: 'execution.queue'"));
  }

  @Test
  void busyPortIsOneLineAndTheExitCodeIsOne() throws IOException {
    Files.writeString(directory.resolve("empty.sql"), "");
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String place = "127.0.0.1:" + busy.getLocalPort();
      assertThat(
              serve(
                  "catalog: [empty.sql]\nengine: {memory: 64MB, threads: 1}\n",
                  "--port",
                  String.valueOf(busy.getLocalPort())))
          .isEqualTo(1);
      assertThat(errors.toString().lines()).hasSize(1).first().asString().contains(place);
    }
  }

  private int serve(String yaml, String... more) throws IOException {
    Path config = Files.writeString(directory.resolve("tiangong.yaml"), yaml);
    CommandLine command = Main.commandLine();
    command.setErr(new PrintWriter(errors, true));
    command.setOut(new PrintWriter(new StringWriter()));
    String[] arguments = new String[3 + more.length];
    arguments[0] = "serve";
    arguments[1] = "--config";
    arguments[2] = config.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return command.execute(arguments);
  }
}
