package io.tiangong.loadtest;

import picocli.CommandLine;

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
            .execute(args));
  }
}
