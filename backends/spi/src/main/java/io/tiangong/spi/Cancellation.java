package io.tiangong.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells all parts of one query to stop, once, with the reason. Thread-safe.
 *
 * <p>Hooks run on the cancelling thread, each at most once, and must not block for long: they close
 * a scanner, send a KILL, wake a waiter.
 */
public final class Cancellation {

  /** Undoes {@link #onCancel}. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private volatile long deadlineNanos;
  private final List<Runnable> hooks = new ArrayList<>();
  private volatile @Nullable QueryException reason;

  private Cancellation(long deadlineNanos) {
    this.deadlineNanos = deadlineNanos;
  }

  /** Without a deadline. */
  public static Cancellation create() {
    return new Cancellation(Long.MAX_VALUE);
  }

  /**
   * With a deadline that sources may pass on (statement timeouts). Whoever creates it also sees to
   * it that {@link #cancel} is called when the deadline passes.
   *
   * @param deadlineNanos in the time of {@link System#nanoTime}
   */
  public static Cancellation withDeadline(long deadlineNanos) {
    return new Cancellation(deadlineNanos);
  }

  public boolean hasDeadline() {
    return deadlineNanos != Long.MAX_VALUE;
  }

  /** Nanoseconds left; Long.MAX_VALUE without a deadline; may be negative. */
  public long remainingNanos() {
    return hasDeadline() ? deadlineNanos - System.nanoTime() : Long.MAX_VALUE;
  }

  /**
   * Brings the deadline forward; a later one than there is changes nothing.
   *
   * @param nanos from now
   */
  public synchronized void shorten(long nanos) {
    if (nanos < remainingNanos()) {
      deadlineNanos = System.nanoTime() + nanos;
    }
  }

  public boolean isCancelled() {
    return reason != null;
  }

  /** Throws the reason once cancelled. */
  public void check() {
    QueryException thrown = reason;
    if (thrown != null) {
      throw thrown;
    }
  }

  /** The reason, or null while running. */
  public @Nullable QueryException reason() {
    return reason;
  }

  /** Cancels; the first reason stays. */
  public void cancel(QueryException why) {
    List<Runnable> run;
    synchronized (hooks) {
      if (reason != null) {
        return;
      }
      reason = why;
      run = List.copyOf(hooks);
      hooks.clear();
    }
    run.forEach(Runnable::run);
  }

  /** Runs the hook at cancel, or at once when already cancelled. */
  public Registration onCancel(Runnable hook) {
    synchronized (hooks) {
      if (reason == null) {
        hooks.add(hook);
        return () -> remove(hook);
      }
    }
    hook.run();
    return () -> {};
  }

  private void remove(Runnable hook) {
    synchronized (hooks) {
      hooks.remove(hook);
    }
  }
}
