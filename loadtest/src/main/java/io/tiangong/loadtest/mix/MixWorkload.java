package io.tiangong.loadtest.mix;

import io.tiangong.loadtest.door.Request;
import io.tiangong.loadtest.door.Target;
import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.engine.Workload;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.scenario.MixEntry;
import io.tiangong.loadtest.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Requests drawn from the mix of a scenario; equal seeds draw equal requests. */
public final class MixWorkload implements Workload {

  private record Entry(KnownQuery query, Target target, Account account, double upTo) {}

  private final List<Entry> entries = new ArrayList<>();
  private final SplittableRandom random;
  private final double total;

  /**
   * @param targets by name
   * @param queries by name
   */
  public MixWorkload(
      Scenario scenario, Map<String, Target> targets, Map<String, KnownQuery> queries) {
    random = new SplittableRandom(scenario.seed());
    double sum = 0;
    for (MixEntry entry : scenario.mix()) {
      sum += entry.weight();
      entries.add(
          new Entry(
              Objects.requireNonNull(queries.get(entry.query())),
              Objects.requireNonNull(targets.get(entry.target())),
              scenario.accounts().getOrDefault(entry.account(), Account.NONE),
              sum));
    }
    total = sum;
  }

  @Override
  public Runnable next(Attempt attempt) {
    double drawn = random.nextDouble() * total;
    int kind = 0;
    while (kind < entries.size() - 1 && entries.get(kind).upTo() <= drawn) {
      kind++;
    }
    Entry entry = entries.get(kind);
    Request request = entry.query().request(random, entry.account());
    attempt.is(kind);
    return () -> entry.target().send(request, attempt);
  }
}
