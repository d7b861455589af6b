package io.tiangong.loadtest.truth;

import io.tiangong.demo.check.Answers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer must be. */
public sealed interface Answer {

  /** Empty when the rows are right; otherwise what is wrong with them. */
  Optional<String> difference(List<List<@Nullable Object>> rows);

  /** Exactly these rows. */
  record Rows(List<List<@Nullable Object>> expected) implements Answer {
    @Override
    public Optional<String> difference(List<List<@Nullable Object>> rows) {
      return Answers.difference(expected, rows);
    }
  }

  /** So many rows. */
  record Count(long expected) implements Answer {
    @Override
    public Optional<String> difference(List<List<@Nullable Object>> rows) {
      return rows.size() == expected
          ? Optional.empty()
          : Optional.of("expected " + expected + " rows, got " + rows.size());
    }
  }

  /** One number, not below another. */
  record AtLeast(long least) implements Answer {
    @Override
    public Optional<String> difference(List<List<@Nullable Object>> rows) {
      return rows.size() == 1
              && rows.get(0).size() == 1
              && rows.get(0).get(0) instanceof Long number
              && number >= least
          ? Optional.empty()
          : Optional.of("stale: expected at least " + least + ", got " + rows);
    }
  }

  /** Nothing is known: any answer is taken for right. */
  record Any() implements Answer {
    @Override
    public Optional<String> difference(List<List<@Nullable Object>> rows) {
      return Optional.empty();
    }
  }

  /** The same rows as the first time. Thread-safe. */
  final class Same implements Answer {

    private @Nullable List<List<@Nullable Object>> first;

    @Override
    public synchronized Optional<String> difference(List<List<@Nullable Object>> rows) {
      if (first == null) {
        first = rows;
      }
      return Answers.difference(first, rows);
    }
  }
}
