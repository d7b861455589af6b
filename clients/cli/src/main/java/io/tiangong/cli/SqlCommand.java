package io.tiangong.cli;

import io.tiangong.client.TiangongClient;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tiangong sql}: a shell at a terminal, a runner of statements everywhere else. */
@Command(
    name = "tiangong sql",
    mixinStandardHelpOptions = true,
    version = "tiangong 0.1.0",
    showDefaultValues = true,
    description = "Runs TgSQL at a gateway. Without -e and -f: a shell, or statements from stdin.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every statement succeeded",
      "1:a statement failed; the ones after it were not run",
      "2:the command line is wrong",
      "130:ended by Ctrl-C",
      "141:nobody reads the answers any more"
    })
final class SqlCommand implements Callable<Integer> {

  static final int FAILED = 1;
  static final int BROKEN_PIPE = 141;

  private final Console console;
  private final Path history;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-e", "--execute"},
      paramLabel = "sql",
      description = "Run these statements and leave.")
  private @Nullable String statements;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "file",
      description = "Run the statements of this file and leave.")
  private @Nullable Path file;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "How answers are written: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.TABLE;

  @Option(
      names = "--timeout",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "The longest that one statement may take: 500ms, 30s, 5m.")
  private Duration timeout = Duration.ofMinutes(5);

  @Option(
      names = "--max-rows",
      defaultValue = "0",
      description = "Cut answers after so many rows; 0: don't.")
  private long maxRows;

  @Option(
      names = "--timing",
      negatable = true,
      description = "Tell rows and times on stderr; on when that is a terminal.")
  private @Nullable Boolean timing;

  SqlCommand(Console console, Path history) {
    this.console = console;
    this.history = history;
  }

  @Override
  public Integer call() throws IOException {
    if (statements != null && file != null) {
      throw usage("-e and -f exclude each other");
    }
    if (maxRows < 0) {
      throw usage("--max-rows can't be negative");
    }
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon());
    try (TiangongClient client = gateway.connect(spec())) {
      if (statements == null && file == null && console.interactive()) {
        return converse(client, timer);
      }
      StatementRunner runner = runner(client, console, timer);
      try (Reader source = source()) {
        return runAll(new StatementReader(source), runner);
      } catch (IOException e) {
        console.err().println("can't read the statements: " + reason(e));
        return FAILED;
      }
    } finally {
      timer.shutdownNow();
    }
  }

  private static ThreadFactory daemon() {
    return task -> {
      Thread thread = new Thread(task, "progress");
      thread.setDaemon(true);
      return thread;
    };
  }

  private StatementRunner runner(
      TiangongClient client, Console shown, ScheduledExecutorService timer) {
    boolean timed = timing == null ? shown.errIsTerminal() : timing;
    StatementRunner.Settings settings = new StatementRunner.Settings(format, timeout, maxRows);
    return new StatementRunner(client, shown, settings, timed, timer);
  }

  private int converse(TiangongClient client, ScheduledExecutorService timer) throws IOException {
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .signalHandler(Terminal.SignalHandler.SIG_IGN)
            .build()) {
      terminal
          .writer()
          .println("Tiangong at " + gateway.url() + ". Statements end with ; help tells more.");
      StatementRunner runner = runner(client, Console.of(terminal), timer);
      new Shell(terminal, runner, new SqlCompleter(client), history).run();
      return 0;
    }
  }

  private Reader source() throws IOException {
    if (statements != null) {
      return new StringReader(statements);
    }
    return file == null ? console.in() : Files.newBufferedReader(file);
  }

  private int runAll(StatementReader text, StatementRunner runner) throws IOException {
    for (Optional<String> next = text.next(); next.isPresent(); next = text.next()) {
      try {
        if (!runner.run(next.get())) {
          return FAILED;
        }
      } catch (IOException e) {
        return unwritable(e);
      }
    }
    return 0;
  }

  private int unwritable(IOException e) {
    if (reason(e).contains("Broken pipe")) {
      return BROKEN_PIPE;
    }
    console.err().println("can't write the answer: " + reason(e));
    return FAILED;
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no file " + e.getMessage();
    }
    if (e instanceof CharacterCodingException) {
      return "they are no text in UTF-8";
    }
    return e.getMessage() == null
        ? e.toString()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec;
  }
}
