package io.tiangong.gateway;

import io.tiangong.gateway.config.GatewayConfig;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: runs a gateway until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the gateway until SIGTERM or Ctrl-C, which let running queries end.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      defaultValue = "tiangong.yaml",
      paramLabel = "FILE",
      description = "Configuration file (default: ${DEFAULT-VALUE}).")
  private Path config = Path.of("tiangong.yaml");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, instead of the configured one; 0: any.")
  private @Nullable Integer port;

  @Option(
      names = "--insecure",
      description = "Serve although there is no TLS, or callers need no credentials.")
  private boolean insecure;

  @Option(names = "--exit-with-parent", description = "Stop when standard input ends, too.")
  private boolean exitWithParent;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Gateway gateway;
    try {
      gateway = start(out);
    } catch (QueryException e) {
      spec.commandLine().getErr().println(e.text());
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, out), "stop"));
    if (exitWithParent) {
      awaitEndOfInput();
    } else {
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private Gateway start(PrintWriter out) {
    GatewayConfig settings = GatewayConfig.load(config);
    if (port != null) {
      settings = settings.withPort(port);
    }
    if (!insecure) {
      requireSecurity(settings);
    }
    Path directory = Objects.requireNonNullElse(config.toAbsolutePath().getParent(), Path.of(""));
    return Gateway.start(settings, directory, line -> say(out, line));
  }

  /** Whoever serves in the clear, or whomever, has to say so. */
  private static void requireSecurity(GatewayConfig settings) {
    List<String> missing = new ArrayList<>();
    if (settings.listen().tls() == null) {
      missing.add("there is no TLS: set listen.tls.certificate and listen.tls.key");
    }
    if (settings.auth().users() == null) {
      missing.add("nobody is asked who he is: set auth.users");
    } else if (settings.auth().anonymous()) {
      missing.add("callers without credentials are served: set auth.anonymous to false");
    }
    if (!missing.isEmpty()) {
      missing.add("or give --insecure to serve like that");
      throw new QueryException(ErrorCode.CONFIG_INVALID, String.join("\n", missing));
    }
  }

  private static void stop(Gateway gateway, PrintWriter out) {
    say(out, "stopping");
    gateway.close();
    say(out, "stopped");
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Whatever the parent writes means nothing; only the end counts.
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
