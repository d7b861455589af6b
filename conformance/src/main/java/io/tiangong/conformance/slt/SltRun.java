package io.tiangong.conformance.slt;

import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import io.tiangong.conformance.placement.Placement;
import io.tiangong.conformance.placement.Servers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/** Runs one file at one placement. Queries between two statements run beside each other. */
public final class SltRun {

  private static final Pattern HASHED = Pattern.compile("\\d+ values hashing to [0-9a-f]{32}");

  private final SltFile file;
  private final Executor executor;
  private final List<SltRecord.Query> waiting = new ArrayList<>();
  private final List<SltResult.Failure> failures = new ArrayList<>();
  private final List<SltRecord.Skipped> skipped = new ArrayList<>();
  private int passed;

  private SltRun(SltFile file, Executor executor) {
    this.file = file;
    this.executor = executor;
  }

  /**
   * @param database name of its own among all runs on these servers
   * @param executor runs queries
   */
  public static SltResult run(
      SltFile file, Placement placement, Servers servers, String database, Executor executor)
      throws SQLException {
    SltRun run = new SltRun(file, executor);
    try (SltTables tables = new SltTables(servers, placement, database)) {
      run.records(tables);
    }
    return new SltResult(file.name(), placement, run.passed, run.failures, run.skipped);
  }

  private void records(SltTables tables) throws SQLException {
    for (SltRecord record : file.records()) {
      if (record instanceof SltRecord.Halt halt) {
        skipped.add(new SltRecord.Skipped(halt.line(), "the rest of the file", halt.reason()));
        break;
      } else if (record instanceof SltRecord.Query query) {
        KnownDifference.of(query.sql())
            .ifPresentOrElse(d -> skip(query, d.reason()), () -> waiting.add(query));
      } else if (record instanceof SltRecord.Skipped skip) {
        skipped.add(skip);
      } else if (record instanceof SltRecord.Statement statement) {
        answerWaiting(tables);
        prepare(statement, tables);
      }
    }
    answerWaiting(tables);
  }

  private void skip(SltRecord.Query query, String reason) {
    skipped.add(new SltRecord.Skipped(query.line(), query.sql(), reason));
  }

  private void prepare(SltRecord.Statement statement, SltTables tables) {
    Optional<String> refused = tables.execute(statement.sql());
    if (refused.isPresent() && statement.succeeds()) {
      skipped.add(
          new SltRecord.Skipped(
              statement.line(),
              statement.sql(),
              "MariaDB, where the data is prepared, has no such statement"));
    }
  }

  private void answerWaiting(SltTables tables) throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    TiangongClient client = tables.served().client();
    List<CompletableFuture<Optional<String>>> answers =
        waiting.stream()
            .map(q -> CompletableFuture.supplyAsync(() -> difference(client, q), executor))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      Optional<String> difference = answers.get(i).join();
      if (difference.isEmpty()) {
        passed++;
      } else {
        failures.add(new SltResult.Failure(waiting.get(i), difference.get()));
      }
    }
    waiting.clear();
  }

  private static Optional<String> difference(TiangongClient client, SltRecord.Query query) {
    List<String> found;
    try (QueryResult result = client.query(query.sql())) {
      found = SltAnswer.read(result, query.types(), query.sort());
    } catch (TiangongException e) {
      return Optional.of(e.getMessage());
    }
    boolean hashed =
        query.expected().size() == 1 && HASHED.matcher(query.expected().get(0)).matches();
    boolean same =
        hashed
            ? SltAnswer.hash(found).equals(query.expected().get(0))
            : found.equals(query.expected());
    return same
        ? Optional.empty()
        : Optional.of("got " + found + (hashed ? " = " + SltAnswer.hash(found) : ""));
  }
}
