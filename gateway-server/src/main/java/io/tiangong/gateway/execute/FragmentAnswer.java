package io.tiangong.gateway.execute;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.QueryException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one fragment in one execution, pending or present, and what later fragments take of
 * it. Used by the query's own thread.
 *
 * <p>An answer that one fragment reads is handed through as it is. One that also delivers keys, or
 * that several read, is kept in a {@link ReplayBuffer} as far as it was read ahead.
 */
final class FragmentAnswer implements AutoCloseable {

  private final Fragment fragment;
  private final String replica;
  private final Consumers consumers;
  private final CompletableFuture<BatchStream> pending;
  private final Cancellation cancellation;
  private final BufferAllocator allocator;
  private final ReplayBuffer buffer;
  private final Map<String, KeySet> keys = new HashMap<>();
  private final OptionalInt restrictedTo;
  private @Nullable MeteredStream stream;
  private volatile long openNanos;
  private boolean collected;
  private boolean exhausted;

  /**
   * @param restrictedTo as many keys of other fragments; empty: reads without
   * @param askedNanos when the source was asked, in {@link System#nanoTime}
   */
  FragmentAnswer(
      Fragment fragment,
      String replica,
      Consumers consumers,
      OptionalInt restrictedTo,
      long askedNanos,
      CompletableFuture<BatchStream> pending,
      Cancellation cancellation,
      BufferAllocator allocator,
      long replayBytes) {
    this.fragment = fragment;
    this.replica = replica;
    this.consumers = consumers;
    this.restrictedTo = restrictedTo;
    this.pending = pending;
    this.cancellation = cancellation;
    this.allocator = allocator;
    this.buffer = new ReplayBuffer(allocator, replayBytes);
    pending.whenComplete((answer, fault) -> openNanos = System.nanoTime() - askedNanos);
  }

  /** Completes when the source has answered or failed. */
  CompletableFuture<BatchStream> pending() {
    return pending;
  }

  /** The key set for a slot; null when there are too many keys. Blocks until they are read. */
  @Nullable KeySet keys(String slot) {
    if (!collected) {
      collectKeys();
      collected = true;
    }
    return keys.get(slot);
  }

  /** All rows, for one reader, which closes the stream. Blocks until the source has answered. */
  BatchStream rows() {
    MeteredStream source = await();
    if (consumers.readers() > 1) {
      readAll(source);
    }
    if (buffer.batches() == 0 && !exhausted) {
      return source;
    }
    return new ReplayStream(
        buffer, fragment.request().output(), exhausted ? null : source, allocator);
  }

  FragmentServed served() {
    return new FragmentServed(
        fragment.id(),
        fragment.source(),
        replica,
        stream == null ? 0 : stream.rows(),
        openNanos,
        restrictedTo);
  }

  /** Frees what is left of an answer that has arrived. */
  @Override
  public void close() {
    if (!pending.isCompletedExceptionally()) {
      pending.join().close();
    }
    buffer.close();
  }

  private void collectKeys() {
    MeteredStream source = await();
    List<KeyCollector> collectors =
        consumers.feeds().stream()
            .map(feed -> new KeyCollector(feed, fragment.request().output()))
            .toList();
    while (!buffer.isFull() && !collectors.stream().allMatch(KeyCollector::overflowed)) {
      if (!source.next()) {
        end(source);
        break;
      }
      collectors.forEach(collector -> collector.add(source.root()));
      if (consumers.readers() > 0) {
        buffer.take(source.root());
      }
    }
    if (exhausted) {
      collectors.stream()
          .filter(collector -> !collector.overflowed())
          .forEach(collector -> keys.put(collector.slot(), collector.keys()));
    } else if (consumers.readers() == 0) {
      source.close();
    }
  }

  private void readAll(MeteredStream source) {
    while (!exhausted) {
      if (buffer.isFull()) {
        throw new QueryException(
                ErrorCode.MEMORY_LIMIT_EXCEEDED,
                "the answer of fragment "
                    + fragment.id()
                    + " is read more than once and too large to keep; restrict the query")
            .with("fragment", fragment.id());
      }
      if (source.next()) {
        buffer.take(source.root());
      } else {
        end(source);
      }
    }
  }

  private void end(MeteredStream source) {
    exhausted = true;
    source.close();
  }

  private MeteredStream await() {
    if (stream == null) {
      stream = new MeteredStream(arrived());
    }
    return stream;
  }

  private BatchStream arrived() {
    if (!pending.isDone()) {
      CompletableFuture<@Nullable Void> wake = new CompletableFuture<>();
      pending.whenComplete((answer, fault) -> wake.complete(null));
      try (Cancellation.Registration registration =
          cancellation.onCancel(() -> wake.complete(null))) {
        wake.join();
      }
      cancellation.check();
    }
    try {
      return pending.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof QueryException fault ? fault : e;
    }
  }
}
