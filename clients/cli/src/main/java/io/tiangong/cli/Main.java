package io.tiangong.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Starts the shell of Tiangong. */
public final class Main {

  private Main() {}

  /** See {@link SqlCommand} for the options and the exit codes. */
  public static void main(String[] args) {
    LogManager.getLogManager().reset(); // gRPC logs an unknown host with its stack trace
    Path history = Path.of(System.getProperty("user.home"), ".tiangong_history");
    System.exit(run(Console.ofProcess(), history, args));
  }

  static int run(Console console, Path history, String... args) {
    return new CommandLine(new SqlCommand(console, history))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(console.out()))
        .setErr(console.err())
        .setParameterExceptionHandler(Main::refuse)
        .execute(args);
  }

  private static int refuse(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(wrong.getMessage());
    command.getErr().println("try " + command.getCommandName() + " --help");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
