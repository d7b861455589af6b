package io.tiangong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.client.TiangongClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellTest {

  @TempDir Path directory;
  private final Screen screen = new Screen();
  private final ExecutorService person = Executors.newSingleThreadExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ScriptedGateway gateway;
  private TiangongClient client;
  private LineDisciplineTerminal terminal;
  private Future<?> conversation;

  @BeforeEach
  void start() throws Exception {
    gateway = new ScriptedGateway();
    client = TiangongClient.connect(gateway.target());
    terminal =
        new LineDisciplineTerminal(
            "test", "xterm", screen, StandardCharsets.UTF_8, Terminal.SignalHandler.SIG_IGN);
    terminal.setSize(new Size(100, 30));
    StatementRunner.Settings settings =
        new StatementRunner.Settings(Format.TABLE, Duration.ofMinutes(1), 0);
    StatementRunner runner =
        new StatementRunner(client, Console.of(terminal), settings, true, timer);
    Shell shell =
        new Shell(terminal, runner, new SqlCompleter(client), directory.resolve("history"));
    conversation =
        person.submit(
            () -> {
              shell.run();
              return null;
            });
    screen.await("tiangong> ");
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    terminal.close();
    person.shutdownNow();
    timer.shutdownNow();
    gateway.close();
  }

  @Test
  void statementOfSeveralLinesRunsAtItsSemicolon() throws Exception {
    type("SELECT id, name, fee\r");
    screen.await("-> ");
    assertThat(gateway.requests).isEmpty();
    type("FROM ord.couriers;\r");
    screen.await("3 rows in ");
    assertThat(gateway.requests.take().getSql())
        .isEqualTo("SELECT id, name, fee\nFROM ord.couriers");
    leave();
    assertThat(Files.readString(directory.resolve("history"))).contains("ord.couriers;");
  }

  @Test
  void ctrlCCancelsTheStatementAtTheGatewayAndReturnsToThePrompt() throws Exception {
    type(ScriptedGateway.FOREVER + ";\r");
    gateway.requests.take();
    screen.await("0 rows, ");
    type("\003");
    screen.await("cancelled");
    assertThat(gateway.sawCancel()).isTrue();
    type("help\r");
    screen.await("Statements end with a semicolon");
    leave();
  }

  @Test
  void ctrlCAtThePromptDropsWhatWasTyped() throws Exception {
    type("SELECT nonsense");
    screen.await("nonsense");
    type("\003");
    screen.await("tiangong> ");
    type("\\timing\r");
    screen.await("timing is off");
    leave();
    assertThat(gateway.requests).isEmpty();
  }

  @Test
  void tabCompletesTables() throws Exception {
    type("SELECT id, name, fee FROM ord.ord\t;\r");
    screen.await("3 rows in ");
    leave();
  }

  @Test
  void tablesAreListedAndDescribedByShortCommands() throws Exception {
    type("\\d\r");
    screen.await("2 rows in ");
    type("\\d ord.Orders\r");
    screen.await("ERROR 1011 INVALID_REQUEST");
    leave();
    assertThat(gateway.requests)
        .extracting(request -> request.getSql())
        .containsExactly("SHOW TABLES", "DESCRIBE ord.Orders");
  }

  @Test
  void errorsAndUnknownCommandsKeepTheShellOpen() throws Exception {
    type("\\nonsense\r");
    screen.await("there is no command \\nonsense");
    type("SELECT oops;\r");
    screen.await("ERROR 1011 INVALID_REQUEST");
    type("\\q\r");
    conversation.get(30, TimeUnit.SECONDS);
  }

  private void type(String keys) throws IOException {
    terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
  }

  /** By Ctrl-D. */
  private void leave() throws Exception {
    type("\004");
    conversation.get(30, TimeUnit.SECONDS);
  }

  /** What the terminal shows, from the beginning. */
  private static final class Screen extends ByteArrayOutputStream {

    private int seen;

    @Override
    public synchronized void write(int b) {
      super.write(b);
      notifyAll();
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      notifyAll();
    }

    /** Waits until this text appears after what was awaited last. */
    synchronized void await(String text) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      int at = find(text);
      while (at < 0) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        assertThat(millis).as("no '%s' in <<%s>>", text, this).isPositive();
        wait(millis);
        at = find(text);
      }
      seen = at + text.length();
    }

    private int find(String text) {
      return toString(StandardCharsets.UTF_8).indexOf(text, seen);
    }
  }
}
