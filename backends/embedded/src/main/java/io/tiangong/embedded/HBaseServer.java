package io.tiangong.embedded;

import io.tiangong.embedded.hbase.HBaseServerMain;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A standalone HBase in a JVM of its own on loopback, alive no longer than this JVM.
 *
 * <p>The class path of that JVM is read from the file that the system property {@value
 * #CLASSPATH_PROPERTY} names. Rows stay in the data directory and survive a restart.
 */
public final class HBaseServer implements AutoCloseable {

  public static final String CLASSPATH_PROPERTY = "tiangong.hbase.classpath";

  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final int LOG_TAIL_LINES = 30;

  /** Where ZooKeeper, the master and the region server listen. */
  public record Ports(int zookeeper, int master, int regionServer) {

    /** Ports that nobody listens on at the moment. */
    public static Ports free() {
      try (ServerSocket zookeeper = loopback(0);
          ServerSocket master = loopback(0);
          ServerSocket regionServer = loopback(0)) {
        return new Ports(
            zookeeper.getLocalPort(), master.getLocalPort(), regionServer.getLocalPort());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final Process process;
  private final Ports ports;
  private final Path log;

  private HBaseServer(Process process, Ports ports, Path log) {
    this.process = process;
    this.ports = ports;
    this.log = log;
  }

  /** Starts on free ports. */
  public static HBaseServer start(Path directory) {
    return start(directory, Ports.free());
  }

  /**
   * Starts and waits until tables can be created and read.
   *
   * @throws IllegalStateException when a port is in use (its number is named), or when the server
   *     does not come up (the end of its log is shown)
   */
  public static HBaseServer start(Path directory, Ports ports) {
    requireFree(ports.zookeeper(), "ZooKeeper");
    requireFree(ports.master(), "HBase master");
    requireFree(ports.regionServer(), "HBase region server");
    Path log = directory.resolve("hbase.log");
    try {
      Files.createDirectories(directory);
      Process process =
          new ProcessBuilder(command(directory, ports)).redirectError(log.toFile()).start();
      HBaseServer server = new HBaseServer(process, ports, log);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("HBase could not be started in " + directory, e);
    }
  }

  private static void requireFree(int port, String role) {
    try (ServerSocket socket = loopback(port)) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("port " + port + " (" + role + ") is in use", e);
    }
  }

  private static ServerSocket loopback(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private static List<String> command(Path directory, Ports ports) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx384m",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-cp",
        classPath(),
        HBaseServerMain.class.getName(),
        directory.toAbsolutePath().toString(),
        Integer.toString(ports.zookeeper()),
        Integer.toString(ports.master()),
        Integer.toString(ports.regionServer()));
  }

  private static String classPath() throws IOException {
    String file = System.getProperty(CLASSPATH_PROPERTY);
    if (file == null) {
      throw new IllegalStateException(
          "set the system property "
              + CLASSPATH_PROPERTY
              + " to the class path file of the embedded HBase server");
    }
    return ownClasses() + File.pathSeparator + Files.readString(Path.of(file)).strip();
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          HBaseServerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() throws IOException {
    String line = null;
    try {
      line = firstLine().get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw notReady("did not become ready within " + START_TIMEOUT.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notReady("was interrupted while starting");
    } catch (ExecutionException e) {
      throw notReady("broke off: " + e.getCause());
    }
    if (line == null || !line.startsWith("READY")) {
      throw notReady("ended while starting");
    }
  }

  private CompletableFuture<@Nullable String> firstLine() {
    CompletableFuture<@Nullable String> line = new CompletableFuture<>();
    Thread reader = new Thread(() -> readLine(line), "hbase-ready");
    reader.setDaemon(true);
    reader.start();
    return line;
  }

  private void readLine(CompletableFuture<@Nullable String> line) {
    try (BufferedReader output = process.inputReader()) {
      line.complete(output.readLine());
    } catch (IOException e) {
      line.completeExceptionally(e);
    }
  }

  private IllegalStateException notReady(String what) throws IOException {
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(log);
    List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
    return new IllegalStateException(
        "HBase " + what + "; end of " + log + ":\n" + String.join("\n", tail));
  }

  /** What {@code primary.zookeeper} takes: {@code 127.0.0.1:port}. */
  public String zookeeper() {
    return "127.0.0.1:" + ports.zookeeper();
  }

  public Ports ports() {
    return ports;
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return log;
  }

  /** Stops the server, rows flushed, and waits for its end; kills it when that takes too long. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (IOException e) {
      // The pipe is gone: so is the server, or it is about to be killed below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
