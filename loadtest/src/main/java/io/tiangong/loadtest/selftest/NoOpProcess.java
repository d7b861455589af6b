package io.tiangong.loadtest.selftest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link NoOpServer} in a JVM of its own, alive no longer than this one. */
public final class NoOpProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private NoOpProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static NoOpProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dio.netty.eventLoopThreads=1",
                "-cp",
                System.getProperty("java.class.path"),
                NoOpServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("the no-op server ended while starting");
    }
    return new NoOpProcess(process, Integer.parseInt(line));
  }

  public String target() {
    return "127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
