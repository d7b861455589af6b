package io.tiangong.loadtest;

import io.tiangong.spi.QueryException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The entry point of {@code ./tiangong bench} and {@code ./tiangong loadtest}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new RootCommand())
            .addSubcommand(
                new CommandLine(new BenchCommand())
                    .addSubcommand(new ServeCommand())
                    .addSubcommand(new JdbcCommand())
                    .addSubcommand(new PlanCommand())
                    .addSubcommand(new PeersCommand()))
            .addSubcommand(
                new CommandLine(new LoadTestCommand())
                    .addSubcommand(new RunCommand())
                    .addSubcommand(new FindCapacityCommand())
                    .addSubcommand(new CompareCommand())
                    .addSubcommand(new SizeCommand())
                    .addSubcommand(new SelfCommand()))
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
