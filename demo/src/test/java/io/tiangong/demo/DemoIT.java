package io.tiangong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoIT {

  private static int demo(String... arguments) {
    return new CommandLine(new DemoCommand()).execute(arguments);
  }

  /** The second run finds the data of the first. */
  @Test
  void everyAnswerIsRightWhenLoadedAndWhenReused() {
    String[] arguments = {
      "--check",
      "--scale=0.02",
      "--dir=target/demo",
      "--port=0",
      "--hbase-port=0",
      "--mariadb-port=0"
    };
    assertThat(demo(arguments)).isZero();
    assertThat(demo(arguments)).isZero();
  }
}
