package io.tiangong.spi;

import java.util.Set;

/**
 * A source's answer to {@link Source#offer}.
 *
 * @param scan the scan with what it took; <em>scan AND remainder = predicate</em>
 * @param taken indexes into {@link Want#filters} that the scan now guarantees exactly; all others
 *     stay above it
 * @param orderTaken whether rows leave in the wanted order
 * @param limitTaken whether the scan stops at the wanted limit
 * @param selectivity estimated share of the table's rows that is left, 0 to 1
 */
public record Pushdown(
    Scan scan, Set<Integer> taken, boolean orderTaken, boolean limitTaken, double selectivity) {
  public Pushdown {
    taken = Set.copyOf(taken);
  }
}
