package io.tiangong.loadtest.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A request under way. Ends once: what is told after that is ignored. Thread-safe once it has its
 * kind.
 */
public final class Attempt {

  private final Recording recording;
  private final Consumer<Attempt> whenEnded;
  private final int phase;
  private final long due;
  private final long begin;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile int kind;
  private volatile long arrivedAt;

  /**
   * @param due {@link System#nanoTime} at which it was to be sent
   * @param begin of the schedule
   */
  Attempt(Recording recording, Consumer<Attempt> whenEnded, int phase, long due, long begin) {
    this.recording = recording;
    this.whenEnded = whenEnded;
    this.phase = phase;
    this.due = due;
    this.begin = begin;
  }

  /** Says what is asked: the number of an entry of the mix. */
  public void is(int newKind) {
    kind = newKind;
  }

  /** The whole answer is here; checking it does not count. */
  public void arrived() {
    arrivedAt = System.nanoTime();
  }

  /** The answer that {@link #arrived} is right. */
  public void right() {
    if (ended.compareAndSet(false, true)) {
      recording.right(this);
      whenEnded.accept(this);
    }
  }

  /** The answer that {@link #arrived} is not what it must be. */
  public void wrong(String difference) {
    if (ended.compareAndSet(false, true)) {
      recording.wrong(this, difference);
      whenEnded.accept(this);
    }
  }

  /** It is sent once more, since there was no answer; false when it has ended meanwhile. */
  public boolean again() {
    boolean open = !ended.get();
    if (open) {
      recording.again(this);
    }
    return open;
  }

  /**
   * There is no answer.
   *
   * @param code of the error
   */
  public void failed(String code, String message) {
    if (ended.compareAndSet(false, true)) {
      recording.failed(this, code, message);
      whenEnded.accept(this);
    }
  }

  int kind() {
    return kind;
  }

  int phase() {
    return phase;
  }

  long latencyMicros() {
    return Math.max(0, (arrivedAt - due) / 1_000);
  }

  /** When it was due, from the begin of the schedule. */
  long dueNanos() {
    return due - begin;
  }
}
