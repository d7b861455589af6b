package io.tiangong.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

  @TempDir private Path directory;

  private static void assertUnreadable(Path file, String reason) {
    assertThatThrownBy(() -> TextFile.read(file))
        .hasMessage("CONFIG_INVALID: can't read " + file + ": " + reason);
  }

  @Test
  void textIsRead() throws IOException {
    assertThat(TextFile.read(Files.writeString(directory.resolve("a"), "天工\n"))).isEqualTo("天工\n");
  }

  @Test
  void reasonIsToldInWords() throws IOException {
    assertUnreadable(directory.resolve("none"), "there is no such file");
    assertUnreadable(directory, "it is a directory");
    assertUnreadable(
        Files.write(directory.resolve("b"), new byte[] {(byte) 0xff}), "it is no text in UTF-8");
  }
}
