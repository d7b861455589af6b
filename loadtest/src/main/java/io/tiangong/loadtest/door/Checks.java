package io.tiangong.loadtest.door;

import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.truth.Answer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares answers with what they must be, in a thread of its own: decoding and comparing disturbs
 * neither sends nor the measuring of other answers.
 */
public final class Checks implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "load-check");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Ends an attempt whose answer has arrived.
   *
   * @param rows decodes the answer; what it throws makes the answer a wrong one
   */
  void check(Attempt attempt, Request request, Supplier<List<List<@Nullable Object>>> rows) {
    try {
      thread.execute(() -> compare(attempt, request, rows));
    } catch (RejectedExecutionException e) {
      attempt.failed("NOT_CHECKED", "the run is over");
    }
  }

  private static void compare(
      Attempt attempt, Request request, Supplier<List<List<@Nullable Object>>> rows) {
    Answer expected;
    try {
      expected = request.answer().get();
    } catch (RuntimeException e) {
      attempt.failed("NOT_CHECKED", "nobody knows the answer of " + asked(request) + ": " + e);
      return;
    }
    String difference = difference(expected, rows);
    if (difference.isEmpty()) {
      attempt.right();
    } else {
      attempt.wrong(asked(request) + difference);
    }
  }

  /** Empty when the answer is right. */
  private static String difference(Answer expected, Supplier<List<List<@Nullable Object>>> rows) {
    List<List<@Nullable Object>> answer;
    try {
      answer = rows.get();
    } catch (RuntimeException e) { // of the decoder: the bytes are not what their header says
      return " can't be read: " + e;
    }
    return expected.difference(answer).map(different -> ": " + different).orElse("");
  }

  private static String asked(Request request) {
    return request.name() + request.parameters();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
