package io.tiangong.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where one server keeps its data, log and temporary files.
 *
 * @param root absolute, exists
 */
record MariaDbDirectory(Path root) {

  private static final String PID_FILE = "mariadb.pid";

  static MariaDbDirectory of(Path root) {
    return new MariaDbDirectory(root.toAbsolutePath().normalize());
  }

  Path log() {
    return root.resolve("mariadb.log");
  }

  private Path data() {
    return root.resolve("data");
  }

  private Path logins() {
    return root.resolve("logins.sql");
  }

  private Path temporary() {
    return root.resolve("tmp");
  }

  /** Creates the system tables, unless they are there. Nobody can log in yet. */
  void initialise(MariaDbBinaries binaries) throws IOException {
    Files.createDirectories(temporary());
    if (Files.isDirectory(data())) {
      return;
    }
    Path unfinished = root.resolve("data.unfinished");
    Files.createDirectories(unfinished);
    List<String> command = command(binaries, unfinished);
    command.add("--bootstrap");
    Process bootstrap =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    try (OutputStream statements = bootstrap.getOutputStream()) {
      write(statements, "CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\n");
      for (Path script : binaries.systemTables()) {
        Files.copy(script, statements);
      }
      write(statements, "DELETE FROM global_priv;\n");
    }
    awaitSuccess(bootstrap);
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes the statements that let the user in; the server runs them when it starts. */
  void writeLogins(String user, String password) throws IOException {
    String login = literal(user) + "@'127.0.0.1'";
    Path file = logins();
    removeLogins();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        String.join(
            "\n",
            "CREATE USER IF NOT EXISTS " + login + ";",
            "ALTER USER " + login + " IDENTIFIED BY " + literal(password) + ";",
            "GRANT ALL PRIVILEGES ON *.* TO " + login + " WITH GRANT OPTION;",
            ""));
  }

  /** They hold a password. */
  void removeLogins() throws IOException {
    Files.deleteIfExists(logins());
  }

  /** Starts the server; it has hardly begun when this returns. */
  Process run(MariaDbBinaries binaries, int port, List<String> arguments) throws IOException {
    List<String> command = command(binaries, data());
    command.addAll(
        List.of(
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=mariadb.sock",
            "--pid-file=" + PID_FILE,
            "--init-file=" + logins(),
            "--skip-name-resolve",
            "--skip-ssl", // else a key pair is made at each start, which takes 5 to 60 s
            "--character-set-server=utf8mb4",
            "--max-connections=300"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  /** Stops a server of these binaries that still runs on this directory. */
  void stopLeftOver(MariaDbBinaries binaries, Duration timeout) throws IOException {
    Path pidFile = data().resolve(PID_FILE);
    if (!Files.isRegularFile(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    Path executable = Path.of("/proc/" + pid + "/exe");
    Path workingDirectory = Path.of("/proc/" + pid + "/cwd");
    if (pointsTo(executable, binaries.daemon()) && pointsTo(workingDirectory, data())) {
      Optional<ProcessHandle> server = ProcessHandle.of(pid);
      if (server.isPresent()) {
        stop(server.get(), timeout);
      }
    }
  }

  private static boolean pointsTo(Path link, Path target) throws IOException {
    return Files.exists(link) && Files.isSameFile(link, target);
  }

  private static void stop(ProcessHandle server, Duration timeout) throws IOException {
    server.destroy();
    try {
      server.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      server.destroyForcibly();
      server.onExit().join();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stopping the server " + server.pid(), e);
    }
  }

  private List<String> command(MariaDbBinaries binaries, Path data) {
    List<String> command = new ArrayList<>();
    command.add(binaries.daemon().toString());
    command.addAll(
        List.of(
            "--no-defaults",
            "--basedir=" + binaries.home(),
            "--lc-messages-dir=" + binaries.share(),
            "--character-sets-dir=" + binaries.share().resolve("charsets"),
            "--datadir=" + data,
            "--tmpdir=" + temporary(),
            "--performance-schema=OFF",
            "--innodb-buffer-pool-size=64M",
            "--innodb-log-file-size=64M",
            "--innodb-flush-log-at-trx-commit=2",
            "--key-buffer-size=1M",
            "--aria-pagecache-buffer-size=8M"));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    return command;
  }

  private void awaitSuccess(Process bootstrap) throws IOException {
    try {
      int status = bootstrap.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "MariaDB's system tables could not be created: status " + status + ", see " + log());
      }
    } catch (InterruptedException e) {
      bootstrap.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while creating MariaDB's system tables", e);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
