package io.tiangong.demo.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A gateway in a JVM of its own, alive no longer than this one. */
public final class GatewayProcess implements Running.Resource {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final int LOG_TAIL_LINES = 30;
  private static final String READY = "READY";

  private final Process process;
  private final Path log;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private GatewayProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts and waits until it serves.
   *
   * @param log what it writes to standard error
   * @param progress told what it says while it starts
   * @throws IllegalStateException when it does not come up; the end of its log is shown
   */
  public static GatewayProcess start(Path root, Path config, Path log, Consumer<String> progress) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command(root.resolve("gateway-server"), config))
              .redirectError(log.toFile());
      builder.environment().put("MALLOC_ARENA_MAX", "2");
      GatewayProcess gateway = new GatewayProcess(builder.start(), log);
      Thread reader = new Thread(() -> gateway.read(progress), "gateway-output");
      reader.setDaemon(true);
      reader.start();
      gateway.awaitReady();
      return gateway;
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway could not be started", e);
    }
  }

  private static List<String> command(Path module, Path config) throws IOException {
    Path classPath = module.resolve("target").resolve("classpath.txt");
    if (!Files.exists(classPath)) {
      throw new IllegalStateException(classPath + " is missing; build the repository first");
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + module.resolve("src/main/jvm/gateway.jvmargs"),
        "-cp",
        module.resolve("target").resolve("classes")
            + File.pathSeparator
            + Files.readString(classPath).strip(),
        "io.tiangong.gateway.Main",
        "serve",
        "--config",
        config.toString(),
        "--insecure",
        "--exit-with-parent");
  }

  private void read(Consumer<String> progress) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(true);
        } else {
          progress.accept(line);
        }
      }
    } catch (IOException e) {
      // The pipe is closed when the process is stopped.
    }
    ready.complete(false);
  }

  private void awaitReady() throws IOException {
    try {
      if (!ready.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw notReady("ended while starting");
      }
    } catch (TimeoutException e) {
      throw notReady("was not ready within " + START_TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notReady("was interrupted while starting");
    }
  }

  private IllegalStateException notReady(String what) throws IOException {
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(log);
    List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
    return new IllegalStateException(
        "the gateway " + what + "; end of " + log + ":\n" + String.join("\n", tail));
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
