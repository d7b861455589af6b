package io.tiangong.client;

import java.util.List;

/**
 * A plan, not run.
 *
 * @param text a tree for people
 * @param fragments in the order they start; the last one gives the answer
 */
public record Explanation(String text, List<Fragment> fragments) {

  /**
   * One request to one source.
   *
   * @param request what the source is asked: SQL text, or keys and ranges
   * @param dependsOn fragments whose answers it reads, or takes its keys from
   */
  public record Fragment(
      String id, String source, String request, double estimatedRows, List<String> dependsOn) {}

  public Explanation {
    fragments = List.copyOf(fragments);
  }

  static Explanation of(io.tiangong.v1.ExplainResponse sent) {
    return new Explanation(
        sent.getText(),
        sent.getFragmentsList().stream()
            .map(
                f ->
                    new Fragment(
                        f.getId(),
                        f.getSource(),
                        f.getRequest(),
                        f.getEstimatedRows(),
                        List.copyOf(f.getDependsOnList())))
            .toList());
  }
}
