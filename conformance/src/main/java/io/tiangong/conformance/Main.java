package io.tiangong.conformance;

import picocli.CommandLine;

/** The entry point of {@code ./tiangong slt}, {@code fuzz} and {@code tpch}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new ConformanceCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }
}
