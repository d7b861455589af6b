package io.tiangong.embedded.hbase;

import io.tiangong.embedded.hbase.StandaloneHBase.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Runs HBase until standard input ends (so that it dies with the process that started it) or until
 * SIGTERM, then stops it cleanly.
 *
 * <p>Arguments: data directory, ZooKeeper port, master port, region server port. Standard output
 * carries exactly one line, starting with {@code READY}, once it serves; logs go to standard error.
 */
public final class HBaseServerMain {

  private HBaseServerMain() {}

  public static void main(String[] args) {
    if (args.length != 4) {
      System.err.println(
          "usage: <data directory> <zookeeper port> <master port> <region server port>");
      System.exit(2);
    }
    PrintStream output = System.out;
    System.setOut(System.err);
    try {
      serve(output, Path.of(args[0]), new Ports(port(args[1]), port(args[2]), port(args[3])));
      System.exit(0);
    } catch (IOException | InterruptedException | RuntimeException e) {
      System.err.println("HBase did not start: " + e.getMessage());
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static int port(String argument) {
    return Integer.parseInt(argument);
  }

  private static void serve(PrintStream output, Path directory, Ports ports)
      throws IOException, InterruptedException {
    StandaloneHBase hbase = StandaloneHBase.start(directory, ports);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(hbase), "stop-hbase"));
    output.println(
        "READY zookeeper=127.0.0.1:" + ports.zookeeper() + " pid=" + ProcessHandle.current().pid());
    awaitEnd(System.in);
  }

  private static void awaitEnd(InputStream input) throws IOException {
    byte[] ignored = new byte[64];
    while (input.read(ignored) >= 0) {
      // Whatever is typed means nothing; only the end counts.
    }
  }

  private static void stop(StandaloneHBase hbase) {
    try {
      hbase.close();
    } catch (IOException e) {
      System.err.println("HBase did not stop cleanly: " + e.getMessage());
    }
  }
}
