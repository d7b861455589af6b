package io.tiangong.demo;

import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import io.tiangong.demo.check.CheckQueries;
import io.tiangong.demo.check.Reference;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.load.Progress;
import io.tiangong.demo.run.DemoEnvironment;
import io.tiangong.demo.run.DemoSettings;
import io.tiangong.demo.run.DemoUsers;
import io.tiangong.spi.QueryException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tiangong demo}: the whole story on one machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts HBase, MariaDB and the gateway on loopback, loads a seeded logistics data set,",
      "and runs sample queries. Ctrl-C stops all of it; a second start finds the data loaded."
    })
final class DemoCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Data, logs and catalog (default: .tiangong/demo in the repository).")
  private @Nullable Path directory;

  @Option(names = "--port", defaultValue = "9090", description = GATEWAY_PORT)
  private int gatewayPort;

  @Option(names = "--hbase-port", defaultValue = "12181", description = HBASE_PORT)
  private int hbasePort;

  @Option(names = "--mariadb-port", defaultValue = "13306", description = MARIADB_PORT)
  private int mariaDbPort;

  @Option(names = "--scale", defaultValue = "1", description = SCALE)
  private double scale;

  @Option(names = "--seed", defaultValue = "42", description = "Of the data (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--check", description = "Compare every answer with the generator's, then stop.")
  private boolean check;

  @Option(names = "--keep", description = "With --check: stay up afterwards.")
  private boolean keep;

  private static final String GATEWAY_PORT = "Of the gateway (${DEFAULT-VALUE}); 0: a free one.";
  private static final String HBASE_PORT =
      "First of three, for ZooKeeper, master and region server (${DEFAULT-VALUE}); 0: free ones.";
  private static final String MARIADB_PORT = "Of MariaDB (${DEFAULT-VALUE}); 0: a free one.";
  private static final String SCALE = "1 is 100,000 orders (${DEFAULT-VALUE}).";

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Progress progress = new Progress(out, System::nanoTime);
    try (DemoEnvironment environment = new DemoEnvironment(settings(), progress)) {
      Runtime.getRuntime().addShutdownHook(new Thread(environment::close, "stop"));
      return run(environment, progress, out);
    } catch (IllegalStateException | UncheckedIOException | QueryException e) {
      return fail(e.getMessage());
    }
  }

  private int run(DemoEnvironment environment, Progress progress, PrintStream out) {
    try {
      environment.start();
      try (TiangongClient client = TiangongClient.connect(environment.target())) {
        if (check) {
          int wrong = check(client, out);
          if (!keep) {
            return wrong == 0 ? 0 : FAILED;
          }
        } else {
          new Tour(client, out).run(environment.target(), environment.users());
        }
      }
      progress.say("users", users(environment.users()));
      progress.say("READY", "gateway on " + environment.target() + "; Ctrl-C stops everything");
      return fail(environment.failure().join());
    } catch (IllegalStateException | UncheckedIOException | QueryException | TiangongException e) {
      return environment.isStopping() ? FAILED : fail(e.getMessage());
    }
  }

  private static String users(DemoUsers users) {
    return "%s with the password %s, %s with the token %s; without credentials: anonymous"
        .formatted(DemoUsers.ANALYST, users.password(), DemoUsers.DASHBOARD, users.token());
  }

  private int check(TiangongClient client, PrintStream out) {
    return new Check(client, out).run(CheckQueries.all(), new Reference(new Dataset(seed, scale)));
  }

  private static int fail(@Nullable String why) {
    System.err.println("demo: " + why);
    return FAILED;
  }

  private DemoSettings settings() {
    Path root = Path.of(System.getProperty("tiangong.root", "."));
    return new DemoSettings(
        root,
        directory == null ? root.resolve(".tiangong").resolve("demo") : directory,
        gatewayPort,
        hbasePort,
        mariaDbPort,
        new Dataset(seed, scale),
        Map.of());
  }
}
