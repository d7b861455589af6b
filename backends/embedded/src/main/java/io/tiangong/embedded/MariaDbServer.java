package io.tiangong.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server in a process of its own on loopback, alive no longer than this JVM.
 *
 * <p>Rows stay in the directory and survive a restart. The directory is locked while the server
 * runs; a watchdog process stops the server when this JVM dies, and a server that was left over
 * nevertheless is stopped at the next start on its directory.
 */
public final class MariaDbServer implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(20);
  private static final int LOG_TAIL_LINES = 30;

  /** Waits for this JVM to close the pipe or to die, then stops the server if it is still ours. */
  private static final String WATCHDOG =
      "trap '' INT TERM HUP; read -r line; "
          + "[ \"$(readlink /proc/$1/exe)\" = \"$2\" ] && kill \"$1\"";

  /**
   * What to start.
   *
   * @param directory data, log and lock of this server
   * @param binaries where the server's files are unpacked; shared by all servers of a machine
   * @param port 0: a free one
   * @param user gets all privileges, from 127.0.0.1 only; nobody else can log in
   * @param arguments more command line arguments of the server, such as {@code --log-bin=bin}
   */
  public record Settings(
      Path directory,
      Path binaries,
      int port,
      String user,
      String password,
      List<String> arguments) {

    public Settings {
      arguments = List.copyOf(arguments);
    }

    /** A free port and a user {@code tiangong} with that password. */
    public static Settings of(Path directory, Path binaries) {
      return new Settings(directory, binaries, 0, "tiangong", "tiangong", List.of());
    }

    public Settings withPort(int newPort) {
      return new Settings(directory, binaries, newPort, user, password, arguments);
    }
  }

  private final Settings settings;
  private final int port;
  private final RandomAccessFile lock;
  private final Process process;
  private final Process watchdog;

  private MariaDbServer(
      Settings settings, int port, RandomAccessFile lock, Process process, Process watchdog) {
    this.settings = settings;
    this.port = port;
    this.lock = lock;
    this.process = process;
    this.watchdog = watchdog;
  }

  /**
   * Starts and waits until the user can log in.
   *
   * @throws IllegalStateException when the port or the directory is in use (both are named), or
   *     when the server does not come up (the end of its log is shown)
   */
  public static MariaDbServer start(Settings settings) {
    try {
      Files.createDirectories(settings.directory());
      RandomAccessFile lock = lock(settings.directory());
      MariaDbServer server = null;
      try {
        server = start(settings, lock);
        server.awaitReady();
        MariaDbDirectory.of(settings.directory()).removeLogins();
        return server;
      } catch (IOException | RuntimeException e) {
        if (server == null) {
          lock.close();
        } else {
          server.close();
        }
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("MariaDB could not be started in " + settings.directory(), e);
    }
  }

  private static MariaDbServer start(Settings settings, RandomAccessFile lock) throws IOException {
    MariaDbBinaries binaries = MariaDbBinaries.in(settings.binaries());
    MariaDbDirectory directory = MariaDbDirectory.of(settings.directory());
    directory.stopLeftOver(binaries, STOP_TIMEOUT);
    int port = freePort(settings.port());
    directory.initialise(binaries);
    directory.writeLogins(settings.user(), settings.password());
    Process process = directory.run(binaries, port, settings.arguments());
    return new MariaDbServer(settings, port, lock, process, watch(process, binaries.daemon()));
  }

  private static Process watch(Process server, Path daemon) throws IOException {
    return new ProcessBuilder(
            "/bin/sh", "-c", WATCHDOG, "watchdog", Long.toString(server.pid()), daemon.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The lock ends with this JVM, however it ends. */
  private static RandomAccessFile lock(Path directory) throws IOException {
    RandomAccessFile file = new RandomAccessFile(directory.resolve("lock").toFile(), "rw");
    if (tryLock(file) == null) {
      file.close();
      throw new IllegalStateException(directory + " is in use by another MariaDB server of ours");
    }
    return file;
  }

  private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static int freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("port " + wanted + " (MariaDB) is in use", e);
    }
  }

  /** The greeting comes only after the logins are made. */
  private void awaitReady() throws IOException {
    long start = System.nanoTime();
    try {
      while (!greets()) {
        if (process.waitFor(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
          throw notReady("ended while starting");
        } else if (System.nanoTime() - start > START_TIMEOUT.toNanos()) {
          throw notReady("did not become ready within " + START_TIMEOUT.toSeconds() + " s");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notReady("was interrupted while starting");
    }
  }

  private boolean greets() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) START_TIMEOUT.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private IllegalStateException notReady(String what) throws IOException {
    List<String> lines = Files.readAllLines(log());
    List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
    return new IllegalStateException(
        "MariaDB " + what + "; end of " + log() + ":\n" + String.join("\n", tail));
  }

  /** {@code jdbc:mariadb://127.0.0.1:port/}, without a database. */
  public String jdbcUrl() {
    return "jdbc:mariadb://127.0.0.1:" + port + "/";
  }

  public int port() {
    return port;
  }

  public String user() {
    return settings.user();
  }

  public String password() {
    return settings.password();
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return MariaDbDirectory.of(settings.directory()).log();
  }

  /** Stops the server, rows flushed, and waits for its end; kills it when that takes too long. */
  @Override
  public void close() {
    try {
      watchdog.destroyForcibly();
      process.destroy();
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      unlock();
    }
  }

  private void unlock() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
