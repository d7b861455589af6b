package io.tiangong.demo;

import picocli.CommandLine;

/** The entry point of {@code ./tiangong demo}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new DemoCommand()).execute(args));
  }
}
