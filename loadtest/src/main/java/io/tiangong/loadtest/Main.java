package io.tiangong.loadtest;

import picocli.CommandLine;

/** The entry point of {@code ./tiangong bench}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new LoadTestCommand())
            .addSubcommand(
                new CommandLine(new BenchCommand())
                    .addSubcommand(new ServeCommand())
                    .addSubcommand(new JdbcCommand())
                    .addSubcommand(new PlanCommand()))
            .execute(args));
  }
}
