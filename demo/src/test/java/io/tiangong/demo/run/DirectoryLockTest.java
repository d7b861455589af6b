package io.tiangong.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

  @TempDir private Path directory;

  @Test
  void secondHolderIsRefusedAndToldThePid() {
    try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a demo already runs in " + directory)
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
  }

  @Test
  void lockIsFreeAgainAfterClose() {
    DirectoryLock.acquire(directory).close();
    DirectoryLock.acquire(directory).close();
  }
}
