package io.tiangong.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.demo.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {

  @TempDir private Path path;

  @Test
  void sameDataSetIsFoundAgain() {
    DemoDirectory directory = new DemoDirectory(path);
    assertThat(directory.holds(new Dataset(1, 0.5))).isFalse();
    directory.marker().write(new Dataset(1, 0.5));
    assertThat(directory.holds(new Dataset(1, 0.5))).isTrue();
  }

  @Test
  void anotherDataSetReplacesTheOldOne() throws IOException {
    DemoDirectory directory = new DemoDirectory(path);
    directory.marker().write(new Dataset(1, 0.5));
    Files.createDirectories(directory.kpi().resolve("daily_plan"));
    assertThat(directory.holds(new Dataset(2, 0.5))).isFalse();
    assertThat(directory.kpi()).doesNotExist();
    assertThat(directory.holds(new Dataset(1, 0.5))).isFalse();
  }

  @Test
  void halfLoadedDataIsRemoved() throws IOException {
    DemoDirectory directory = new DemoDirectory(path);
    Files.createDirectories(directory.mariaDb());
    assertThat(directory.holds(new Dataset(1, 0.5))).isFalse();
    assertThat(directory.mariaDb()).doesNotExist();
  }

  @Test
  void passwordIsMadeOnceAndReadableByItsOwnerOnly() throws IOException {
    DemoDirectory directory = new DemoDirectory(path);
    String password = directory.password();
    assertThat(password).hasSize(36);
    assertThat(directory.password()).isEqualTo(password);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.passwordFile())))
        .isEqualTo("rw-------");
  }
}
