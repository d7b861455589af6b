package io.tiangong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell as a process of its own, whose libraries must not write between its lines. */
@Timeout(60)
class MainTest {

  @Test
  void unknownHostIsOneTypedErrorAndNothingOfTheLibraries(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path err = directory.resolve("err");
    Process shell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--url",
                "no.such.host.invalid:1",
                "-e",
                "SELECT 1")
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(shell.waitFor(50, TimeUnit.SECONDS)).isTrue();
    } finally {
      shell.destroyForcibly().waitFor();
    }
    assertThat(shell.exitValue()).isEqualTo(1);
    assertThat(Files.readString(err, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            ERROR 4101 GATEWAY_UNAVAILABLE (08001): no gateway answers at no.such.host.invalid:1 \
            (unknown host no.such.host.invalid); is it running?
            the same statement may succeed when run again
            """);
  }
}
