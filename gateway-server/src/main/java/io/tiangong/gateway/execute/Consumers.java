package io.tiangong.gateway.execute;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.KeyFeed;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.spi.SqlRequest;
import java.util.List;

/**
 * Who takes what of a fragment's answer.
 *
 * @param readers how many read its rows
 * @param feeds the key slots that it fills
 */
record Consumers(int readers, List<KeyFeed> feeds) {

  private static final Consumers ONE_READER = new Consumers(1, List.of());

  static Consumers of(Fragment fragment, QueryPlan plan) {
    if (fragment.id().equals(plan.root().id())) {
      return ONE_READER;
    }
    int readers = 0;
    for (Fragment later : plan.fragments()) {
      if (later.request() instanceof SqlRequest sql
          && sql.inputs().stream().anyMatch(input -> input.fragment().equals(fragment.id()))) {
        readers++;
      }
    }
    List<KeyFeed> feeds =
        plan.fragments().stream()
            .flatMap(later -> later.keyFeeds().stream())
            .filter(feed -> feed.fragment().equals(fragment.id()))
            .toList();
    return new Consumers(readers, feeds);
  }
}
