package io.tiangong.gateway;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The gateway's command line. */
@Command(
    name = "tiangong-gateway",
    description = "One SQL dialect over HBase, MySQL and offline KPI tables, served over gRPC.",
    mixinStandardHelpOptions = true,
    subcommands = {ServeCommand.class, HashPasswordCommand.class, NewTokenCommand.class})
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }
}
