package io.tiangong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.gateway.auth.Digest;
import io.tiangong.gateway.auth.PasswordHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                  "--insecure",
                  "--port",
                  String.valueOf(busy.getLocalPort())))
          .isEqualTo(1);
      assertThat(errors.toString().lines()).hasSize(1).first().asString().contains(place);
    }
  }

  @Test
  void unknownHostIsToldInWords() throws IOException {
    Files.writeString(directory.resolve("empty.sql"), "");
    String yaml =
        """
        catalog: [empty.sql]
        engine: {memory: 64MB, threads: 1}
        listen: {host: no.such.host.invalid, port: 0}
        """;
    assertThat(serve(yaml, "--insecure")).isEqualTo(1);
    assertThat(errors.toString().lines())
        .containsExactly(
            "can't listen on no.such.host.invalid:0 (unknown host);"
                + " choose another listen.host or listen.port");
  }

  @Test
  void withoutTlsOrUsersItServesOnlyWhenToldTo() throws IOException {
    assertThat(serve("catalog: []\n")).isEqualTo(1);
    assertThat(errors.toString()).contains("listen.tls", "auth.users", "--insecure");
    assertThat(serve("auth: {users: users.yaml, anonymous: true}\n")).isEqualTo(1);
    assertThat(errors.toString()).contains("auth.anonymous");
  }

  @Test
  void hashedPasswordFitsIntoTheUsersFile() {
    StringWriter out = new StringWriter();
    InputStream input = System.in;
    System.setIn(new ByteArrayInputStream("s3cret\n".getBytes(StandardCharsets.UTF_8)));
    try {
      CommandLine command = Main.commandLine();
      command.setOut(new PrintWriter(out, true));
      assertThat(command.execute("hash-password")).isZero();
    } finally {
      System.setIn(input);
    }
    assertThat(PasswordHash.parse(out.toString().strip())).isPresent();
    assertThat(out.toString()).doesNotContain("s3cret");
  }

  @Test
  void newTokenIsPrintedWithItsDigest() {
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    assertThat(command.execute("new-token")).isZero();
    List<String> words = List.of(out.toString().strip().split("\\s+"));
    assertThat(Digest.of(words.get(1)).toString()).isEqualTo(words.get(3));
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
