package io.tiangong.gateway.execute;

import io.tiangong.dialect.plan.Fragment;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which a plan's fragments are opened: those that wait for nothing come first, and of
 * those the one that somebody waits for soonest comes last, because the query's own thread opens
 * it.
 */
final class StartOrder {

  private StartOrder() {}

  static List<Fragment> of(List<Fragment> fragments) {
    if (fragments.size() == 1) {
      return fragments;
    }
    List<Fragment> order = new ArrayList<>(fragments.size());
    fragments.stream().filter(f -> f.dependsOn().isEmpty()).forEach(order::add);
    List<Fragment> dependent = fragments.stream().filter(f -> !f.dependsOn().isEmpty()).toList();
    if (!dependent.isEmpty()) {
      String awaited = dependent.get(0).dependsOn().get(0);
      order.stream()
          .filter(f -> f.id().equals(awaited))
          .findFirst()
          .ifPresent(
              first -> {
                order.remove(first);
                order.add(first);
              });
    }
    order.addAll(dependent);
    return order;
  }
}
