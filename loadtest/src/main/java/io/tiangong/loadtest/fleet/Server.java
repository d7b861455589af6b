package io.tiangong.loadtest.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A server of this run: a process that can be killed, frozen and started again. Thread-safe. */
public final class Server implements AutoCloseable {

  /**
   * A running process.
   *
   * @param stop ends it cleanly, and frees what it holds when it is dead already
   */
  record Running(long pid, Runnable stop) {}

  private final String name;
  private final Supplier<Running> starter;
  private Running running;
  private boolean frozen;

  private Server(String name, Supplier<Running> starter, Running running) {
    this.name = name;
    this.starter = starter;
    this.running = running;
  }

  static Server start(String name, Supplier<Running> starter) {
    return new Server(name, starter, starter.get());
  }

  public String name() {
    return name;
  }

  /** Of the last start. */
  public synchronized long pid() {
    return running.pid();
  }

  /** SIGKILL. */
  public synchronized void kill() {
    ProcessHandle.of(running.pid())
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            });
  }

  /** SIGSTOP: it keeps its connections and says nothing. */
  public synchronized void freeze() {
    frozen = true;
    run("kill", "-STOP", Long.toString(running.pid()));
  }

  /** SIGCONT. */
  public synchronized void thaw() {
    if (frozen) {
      frozen = false;
      run("kill", "-CONT", Long.toString(running.pid()));
    }
  }

  /** From now on no file of the process may grow beyond so many bytes: a full disk. */
  public synchronized void limitFiles(long bytes) {
    run("prlimit", "--pid", Long.toString(running.pid()), "--fsize=" + bytes + ":unlimited");
  }

  /** Ends {@link #limitFiles}. */
  public synchronized void unlimitFiles() {
    run("prlimit", "--pid", Long.toString(running.pid()), "--fsize=unlimited:unlimited");
  }

  /** A clean stop, or, after a kill, the removal of what was left. */
  public synchronized void stop() {
    thaw();
    running.stop().run();
  }

  /** Starts it again where it was, with the data that it had. */
  public synchronized void startAgain() {
    running = starter.get();
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
