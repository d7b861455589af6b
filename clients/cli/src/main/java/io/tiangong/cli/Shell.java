package io.tiangong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** The conversation at a terminal: prompt, statement, answer; Ctrl-C ends the statement only. */
final class Shell {

  private static final String HELP =
      """
      Statements end with a semicolon and may take several lines.
        \\d             list the tables; \\d schema.table describes one
        \\timing        turn the timing line on or off
        \\q, Ctrl-D     leave
        help           this
        Ctrl-C         cancel the running statement, or drop the typed one
        Tab            complete keywords, tables and columns
        SHOW TABLES; DESCRIBE t; EXPLAIN SELECT ...; are statements like any other.
      """;

  private final Terminal terminal;
  private final StatementRunner runner;
  private final LineReader reader;

  Shell(Terminal terminal, StatementRunner runner, Completer completer, Path history) {
    this.terminal = terminal;
    this.runner = runner;
    this.reader =
        LineReaderBuilder.builder()
            .appName("tiangong")
            .terminal(terminal)
            .parser(new ShellParser())
            .completer(completer)
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P -> ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .build();
  }

  /** Returns when the person leaves. */
  void run() throws IOException {
    boolean staying = true;
    while (staying) {
      try {
        staying = obey(reader.readLine("tiangong> "));
      } catch (UserInterruptException dropped) {
        terminal.writer().flush();
      } catch (EndOfFileException leaving) {
        staying = false;
      }
    }
  }

  private boolean obey(String typed) throws IOException {
    if (!ShellParser.isCommand(typed)) {
      execute(typed);
      return true;
    }
    PrintWriter out = terminal.writer();
    String command = typed.strip().toLowerCase(Locale.ROOT);
    if (command.equals("\\d") || command.startsWith("\\d ")) {
      String table = typed.strip().substring(2).strip();
      execute(table.isEmpty() ? "SHOW TABLES" : "DESCRIBE " + table);
      return true;
    }
    switch (command) {
      case "" -> out.flush();
      case "\\q", "quit", "exit" -> {
        return false;
      }
      case "help", "\\?", "\\h" -> out.print(HELP);
      case "\\timing" -> out.println("timing is " + (runner.toggleTiming() ? "on" : "off"));
      default -> out.println("there is no command " + command + "; try help");
    }
    out.flush();
    return true;
  }

  private void execute(String statements) throws IOException {
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> runner.cancel());
    try {
      StatementReader text = new StatementReader(new StringReader(statements));
      Optional<String> next = text.next();
      while (next.isPresent() && runner.run(next.get())) {
        next = text.next();
      }
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }
}
