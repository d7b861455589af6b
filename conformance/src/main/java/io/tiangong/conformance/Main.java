package io.tiangong.conformance;

import io.tiangong.spi.QueryException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The entry point of {@code ./tiangong slt}, {@code fuzz} and {@code tpch}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new ConformanceCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::told)
            .execute(args));
  }

  /** What is wrong with a command's input is told without a stack trace; anything else is a bug. */
  private static int told(Exception error, CommandLine command, ParseResult arguments)
      throws Exception {
    if (error instanceof QueryException) {
      command.getErr().println(error.getMessage());
      return command.getCommandSpec().exitCodeOnInvalidInput();
    }
    throw error;
  }
}
