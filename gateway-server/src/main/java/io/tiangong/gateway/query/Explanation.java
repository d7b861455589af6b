package io.tiangong.gateway.query;

import io.tiangong.dialect.plan.Fragment;
import java.util.List;

/**
 * A plan for people.
 *
 * @param text the tree
 * @param requests the fragments in the order of the plan
 */
public record Explanation(String text, List<Request> requests) {

  public Explanation {
    requests = List.copyOf(requests);
  }

  /** A fragment and what its source is asked: SQL text, or keys and ranges. */
  public record Request(Fragment fragment, String text) {}
}
