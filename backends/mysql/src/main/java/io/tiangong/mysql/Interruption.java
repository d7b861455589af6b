package io.tiangong.mysql;

/** Ends the wait of the thread that made it, from any other; nothing is left of it afterwards. */
final class Interruption implements AutoCloseable {

  private final Thread waiting = Thread.currentThread();
  private boolean fired;
  private boolean over;

  synchronized void fire() {
    if (!over) {
      fired = true;
      waiting.interrupt();
    }
  }

  /** The thread waits no more; its interrupt is taken back. */
  @Override
  public synchronized void close() {
    over = true;
    if (fired) {
      Thread.interrupted();
    }
  }
}
