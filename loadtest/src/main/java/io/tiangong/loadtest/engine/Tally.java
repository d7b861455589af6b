package io.tiangong.loadtest.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What became of some requests. Thread-safe. */
public final class Tally {

  private final LongAdder offered = new LongAdder();
  private final LongAdder right = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder again = new LongAdder();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final Histogram micros;

  /**
   * @param digits that latencies keep
   */
  Tally(int digits) {
    micros = new ConcurrentHistogram(digits);
  }

  void offer() {
    offered.increment();
  }

  void right(long latencyMicros) {
    right.increment();
    micros.recordValue(latencyMicros);
  }

  void wrong() {
    wrong.increment();
  }

  void failed(String code) {
    failed.computeIfAbsent(code, c -> new LongAdder()).increment();
  }

  void again() {
    again.increment();
  }

  /** Numbers that no longer change. */
  public Counts counts() {
    Counts counts = Counts.none();
    failed.forEach((code, count) -> counts.failed().put(code, count.sum()));
    Histogram copy = micros.copy();
    return new Counts(offered.sum(), right.sum(), wrong.sum(), counts.failed(), again.sum(), copy);
  }
}
