package io.tiangong.dialect.planner;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.sql2rel.TopDownGeneralDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RuleSet;
import org.apache.calcite.tools.RuleSets;

/**
 * Rewrites a tree in fixed phases: sub-queries to joins, filters down, columns away. Rule-driven
 * (Hep), so that planning costs a few milliseconds and is the same every time.
 */
final class Optimizer {

  private static final List<RelOptRule> SUB_QUERIES =
      List.of(
          CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
          CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
          CoreRules.JOIN_SUB_QUERY_TO_CORRELATE);

  private static final List<RelOptRule> FILTERS_DOWN =
      List.of(
          CoreRules.JOIN_PUSH_EXPRESSIONS,
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_MERGE);

  private static final List<RelOptRule> FILTERS_BELOW_COLUMNS =
      List.of(CoreRules.FILTER_PROJECT_TRANSPOSE);

  private static final List<RelOptRule> TIDY =
      List.of(
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.FILTER_MERGE,
          CoreRules.UNION_MERGE);

  /** Calcite's rules for scalar aggregates mix up columns. */
  private static final RuleSet NO_RULES = RuleSets.ofList();

  static {
    // Without them it would go on with a wrong tree.
    Optimizer.class
        .getClassLoader()
        .setClassAssertionStatus("org.apache.calcite.sql2rel.RelDecorrelator", true);
  }

  private Optimizer() {}

  static RelNode optimize(RelNode tree) {
    RelNode joins = Snapshots.intoScans(decorrelate(run(tree, SUB_QUERIES)));
    RelNode pushed = improve(Averages.split(joins), FILTERS_DOWN);
    RelNode derived = improve(deriveFilters(pushed), FILTERS_DOWN);
    return improve(improve(trim(improve(derived, TIDY)), FILTERS_BELOW_COLUMNS), TIDY);
  }

  /** Pushes filters that were added to an optimised tree. */
  static RelNode pushFilters(RelNode tree) {
    return improve(improve(tree, FILTERS_DOWN), TIDY);
  }

  /** Merges neighbouring projections and filters. */
  static RelNode tidy(RelNode tree) {
    return improve(tree, TIDY);
  }

  /**
   * Reads no more columns than are used; the root keeps its own. A tree that Calcite can't reason
   * about, as with comparisons with NULL in some places, stays as it is.
   */
  static RelNode trim(RelNode tree) {
    return attempt(() -> new RelFieldTrimmer(null, builder(tree.getCluster())).trim(tree))
        .orElse(tree);
  }

  static RelBuilder builder(RelOptCluster cluster) {
    return RelFactories.LOGICAL_BUILDER.create(cluster, null);
  }

  /** Calcite's usual decorrelator gives up on some queries; its general one plans less well. */
  private static RelNode decorrelate(RelNode tree) {
    RelBuilder builder = builder(tree.getCluster());
    return hasCorrelate(tree)
        ? attempt(() -> RelDecorrelator.decorrelateQuery(tree, builder, NO_RULES))
            .filter(Optimizer::isWithoutCorrelate)
            .or(() -> attempt(() -> TopDownGeneralDecorrelator.decorrelateQuery(tree, builder)))
            .filter(Optimizer::isWithoutCorrelate)
            .orElseThrow(Optimizer::notDecorrelated)
        : tree;
  }

  /** Giving up shows as a failed assertion in its many forms. */
  private static Optional<RelNode> attempt(Supplier<RelNode> rewriting) {
    try {
      return Optional.of(rewriting.get());
    } catch (AssertionError
        | UnsupportedOperationException
        | IllegalStateException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static QueryException notDecorrelated() {
    return new QueryException(
        ErrorCode.NOT_SUPPORTED,
        "this correlated sub-query can't be turned into a join; rewrite it as a join");
  }

  private static boolean isWithoutCorrelate(RelNode node) {
    return !hasCorrelate(node);
  }

  private static boolean hasCorrelate(RelNode node) {
    return node instanceof LogicalCorrelate
        || node.getInputs().stream().anyMatch(Optimizer::hasCorrelate);
  }

  /** Once per join: on some trees the rule would derive the same filter for ever. */
  private static RelNode deriveFilters(RelNode tree) {
    List<RelOptRule> derivation = List.of(CoreRules.JOIN_PUSH_TRANSITIVE_PREDICATES);
    return attempt(() -> run(tree, derivation, joins(tree))).orElse(tree);
  }

  private static int joins(RelNode node) {
    int below = node.getInputs().stream().mapToInt(Optimizer::joins).sum();
    return node instanceof Join ? below + 1 : below;
  }

  /**
   * Applies rules that a tree may also do without: where one of them builds a condition that
   * Calcite itself does not take, such as an OR of ORs, the tree stays as it is.
   */
  private static RelNode improve(RelNode tree, List<RelOptRule> rules) {
    return attempt(() -> run(tree, rules)).orElse(tree);
  }

  private static RelNode run(RelNode tree, List<RelOptRule> rules) {
    return run(tree, rules, HepProgram.MATCH_UNTIL_FIXPOINT);
  }

  private static RelNode run(RelNode tree, List<RelOptRule> rules, int matches) {
    if (matches == 0) {
      return tree;
    }
    HepProgramBuilder program = HepProgram.builder().addMatchOrder(HepMatchOrder.BOTTOM_UP);
    program.addMatchLimit(matches);
    program.addRuleCollection(rules);
    HepPlanner planner = new HepPlanner(program.build());
    planner.setRoot(tree);
    return planner.findBestExp();
  }
}
