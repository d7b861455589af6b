package io.tiangong.offline;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test with an engine of its own, which must hold nothing at the end. */
@Timeout(120)
abstract class EngineTest {

  @TempDir Path directory;
  TestEngine engine;

  @BeforeEach
  void start() {
    engine = TestEngine.in(directory);
  }

  @AfterEach
  void stop() {
    engine.close();
  }
}
