package io.tiangong.dialect.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.jspecify.annotations.Nullable;

/**
 * Where a join side's key columns come from.
 *
 * @param node the node where they are: a fragment, or an offline sub-tree
 * @param fragment the fragment's id; null for an offline sub-tree
 * @param positions which of the traced keys were found there
 * @param columns their columns in {@code node}, one per position
 */
record KeyTrace(
    RelNode node, @Nullable String fragment, List<Integer> positions, List<Integer> columns) {

  KeyTrace {
    positions = List.copyOf(positions);
    columns = List.copyOf(columns);
  }

  /** The keys at these places of {@link #positions}. */
  KeyTrace only(List<Integer> places) {
    return new KeyTrace(
        node,
        fragment,
        places.stream().map(positions::get).toList(),
        places.stream().map(columns::get).toList());
  }

  /** The fragment that may be restricted to keys without changing the join; null when none. */
  static @Nullable KeyTrace target(RelNode side, List<Integer> keys) {
    return trace(side, keys, true);
  }

  /** A node whose columns hold at least all values of the keys; null when none. */
  static @Nullable KeyTrace provider(RelNode side, List<Integer> keys) {
    return trace(side, keys, false);
  }

  private static @Nullable KeyTrace trace(RelNode side, List<Integer> keys, boolean target) {
    KeyTrace best = null;
    for (int i = 0; i < keys.size(); i++) {
      KeyTrace one = step(side, keys.get(i), i, target);
      if (one != null) {
        best = best == null ? one : best.merge(one);
      }
    }
    return best;
  }

  private KeyTrace merge(KeyTrace other) {
    if (node != other.node) {
      return this;
    }
    List<Integer> morePositions = new ArrayList<>(positions);
    List<Integer> moreColumns = new ArrayList<>(columns);
    morePositions.addAll(other.positions);
    moreColumns.addAll(other.columns);
    return new KeyTrace(node, fragment, morePositions, moreColumns);
  }

  private static @Nullable KeyTrace step(RelNode node, int column, int position, boolean target) {
    String fragment = FragmentTable.fragmentOf(node);
    if (fragment != null) {
      return new KeyTrace(node, fragment, List.of(position), List.of(column));
    } else if (!target && isOffline(node)) {
      return new KeyTrace(node, null, List.of(position), List.of(column));
    } else if (node instanceof Project project) {
      return project.getProjects().get(column) instanceof RexInputRef ref
          ? step(project.getInput(), ref.getIndex(), position, target)
          : null;
    } else if (node instanceof Filter || (node instanceof Sort sort && passes(sort, target))) {
      return step(node.getInput(0), column, position, target);
    } else if (node instanceof Aggregate aggregate) {
      return aggregate.getGroupType() == Aggregate.Group.SIMPLE
              && column < aggregate.getGroupCount()
          ? step(aggregate.getInput(), aggregate.getGroupSet().nth(column), position, target)
          : null;
    }
    return node instanceof Join join ? stepJoin(join, column, position, target) : null;
  }

  /** A limit picks rows: its input may not be restricted before. */
  private static boolean passes(Sort sort, boolean target) {
    return !target || (sort.fetch == null && sort.offset == null);
  }

  private static @Nullable KeyTrace stepJoin(Join join, int column, int position, boolean target) {
    int left = join.getLeft().getRowType().getFieldCount();
    boolean inLeft = column < left;
    if (target && !mayRestrict(join.getJoinType(), inLeft)) {
      return null;
    }
    return inLeft
        ? step(join.getLeft(), column, position, target)
        : step(join.getRight(), column - left, position, target);
  }

  private static boolean mayRestrict(JoinRelType type, boolean left) {
    return switch (type) {
      case INNER -> true;
      case LEFT, SEMI, ANTI -> left;
      case RIGHT -> !left;
      default -> false;
    };
  }

  private static boolean isOffline(RelNode node) {
    if (node instanceof TableScan) {
      return FragmentTable.fragmentOf(node) == null;
    }
    return !node.getInputs().isEmpty()
        && IntStream.range(0, node.getInputs().size()).allMatch(i -> isOffline(node.getInput(i)));
  }
}
