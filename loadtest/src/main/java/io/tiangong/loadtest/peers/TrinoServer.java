package io.tiangong.loadtest.peers;

import io.tiangong.demo.run.DemoPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Trino of one node on loopback, over MariaDB and the Parquet files. */
final class TrinoServer implements AutoCloseable {

  static final String VERSION = "476";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(4);
  private static final long PROBE_SECONDS = 1;

  private final Process process;
  private final int port;

  private TrinoServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Fetches it unless that has been done (0.8 GB), starts it and waits until it serves.
   *
   * @param cache where the distribution is kept
   * @param directory its configuration and log
   * @param jdk that it needs: 24 or later
   */
  static TrinoServer start(Sources sources, Path cache, Path directory, Path jdk)
      throws IOException {
    Path home = distribution(cache);
    int port = DemoPorts.choose(0, 0, 0).gateway();
    Path etc = directory.resolve("trino").resolve("etc");
    configuration(sources, port).forEach((name, text) -> write(etc.resolve(name), text));
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("bin/launcher").toString(),
                "run",
                "--etc-dir=" + etc,
                "--data-dir=" + directory.resolve("trino").resolve("data"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("trino.log").toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder
        .environment()
        .put("PATH", jdk.resolve("bin") + ":" + System.getenv().getOrDefault("PATH", "/bin"));
    TrinoServer server = new TrinoServer(builder.start(), port);
    server.awaitReady(directory.resolve("trino.log"));
    return server;
  }

  private static Path distribution(Path cache) throws IOException {
    Path home = cache.resolve("trino-server-" + VERSION);
    if (!Files.isExecutable(home.resolve("bin/launcher"))) {
      Path archive = cache.resolve("trino-server-" + VERSION + ".tar.gz");
      Files.createDirectories(cache);
      if (!Files.exists(archive)) {
        run(
            "mvn",
            "-B",
            "-q",
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
            "-Dartifact=io.trino:trino-server:" + VERSION + ":tar.gz",
            "-DoutputDirectory=" + cache);
      }
      run("tar", "-xzf", archive.toString(), "-C", cache.toString());
    }
    return home;
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Map<String, String> configuration(Sources sources, int port) {
    return Map.of(
        "node.properties",
        "node.environment=bench\nnode.id=%s\n".formatted(UUID.randomUUID()),
        "jvm.config",
        """
        -server
        -Xmx2G
        -XX:+UseG1GC
        -XX:+ExitOnOutOfMemoryError
        -Djdk.attach.allowAttachSelf=true
        """,
        "config.properties",
        """
        coordinator=true
        node-scheduler.include-coordinator=true
        http-server.http.port=%d
        discovery.uri=http://127.0.0.1:%d
        node.internal-address=127.0.0.1
        node.bind-ip=127.0.0.1
        query.max-memory=512MB
        query.max-memory-per-node=512MB
        """
            .formatted(port, port),
        "catalog/mariadb.properties",
        """
        connector.name=mariadb
        connection-url=%s
        connection-user=%s
        connection-password=%s
        """
            .formatted(
                sources.servers().mariaDbUrl().replaceAll("/$", ""),
                sources.servers().mariaDbUser(),
                sources.servers().mariaDbPassword()),
        "catalog/hive.properties",
        """
        connector.name=hive
        hive.metastore=file
        hive.metastore.catalog.dir=local:///metastore-%s
        fs.native-local.enabled=true
        local.location=%s
        """
            .formatted(UUID.randomUUID(), sources.files()));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady(Path log) throws IOException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest info =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/info")).build();
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!serves(http, info)) {
        if (System.nanoTime() > end || process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
          close();
          throw new IllegalStateException(
              "Trino did not come up; end of " + log + ":\n" + tail(log));
        }
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean serves(HttpClient http, HttpRequest info) throws InterruptedException {
    try {
      return http.send(info, HttpResponse.BodyHandlers.ofString())
          .body()
          .contains("\"starting\":false");
    } catch (IOException e) {
      return false;
    }
  }

  private static String tail(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
