package io.tiangong.loadtest.door;

import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.truth.Answer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
   * @param rows decodes the answer
   */
  void check(Attempt attempt, Request request, Callable<List<List<@Nullable Object>>> rows) {
    try {
      thread.execute(() -> compare(attempt, request, rows));
    } catch (RejectedExecutionException e) {
      attempt.failed("NOT_CHECKED", "the run is over");
    }
  }

  private static void compare(
      Attempt attempt, Request request, Callable<List<List<@Nullable Object>>> rows) {
    try {
      Answer expected = request.answer().get();
      Optional<String> difference = expected.difference(rows.call());
      if (difference.isPresent()) {
        attempt.wrong(request.name() + request.parameters() + ": " + difference.get());
      } else {
        attempt.right();
      }
    } catch (Exception e) {
      attempt.wrong(request.name() + request.parameters() + " can't be read: " + e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
