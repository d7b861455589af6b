package io.tiangong.loadtest.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the operating system says about processes and load. */
public final class Machine {

  /** What the kernel counts processor time in, on every Linux that a JVM runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TICKS = 11;

  private Machine() {}

  /** Resident memory of a process, in MiB. */
  public static double residentMib(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      String kib =
          lines
              .filter(line -> line.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
      return Long.parseLong(kib.replaceAll("\\D", "")) / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Processor time that a process has used so far; 0 when it has ended. */
  public static double cpuSeconds(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  public static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  public static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  public static String load() {
    return String.format(
        Locale.ROOT,
        "%d cores, load average %.2f",
        Runtime.getRuntime().availableProcessors(),
        loadAverage());
  }
}
