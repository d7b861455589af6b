package io.tiangong.dialect.planner;

import com.google.common.collect.ImmutableList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.ChainedRelMetadataProvider;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Estimates rows where Calcite's defaults mislead: equality on a key leaves one row, an equi-join
 * on a key does not multiply. Public for Calcite's metadata dispatch only.
 */
public final class RowCounts implements MetadataHandler<BuiltInMetadata.RowCount> {

  private static final double EQUAL = 0.02;
  private static final double OTHER = 0.3;

  static final RelMetadataProvider PROVIDER =
      ChainedRelMetadataProvider.of(
          ImmutableList.of(
              ReflectiveRelMetadataProvider.reflectiveSource(
                  new RowCounts(), BuiltInMetadata.RowCount.Handler.class),
              DefaultRelMetadataProvider.INSTANCE));

  private RowCounts() {}

  @Override
  public MetadataDef<BuiltInMetadata.RowCount> getDef() {
    return BuiltInMetadata.RowCount.DEF;
  }

  /** Rows that pass a filter. */
  public Double getRowCount(Filter filter, RelMetadataQuery query) {
    double rows = query.getRowCount(filter.getInput());
    ImmutableBitSet.Builder fixed = ImmutableBitSet.builder();
    double selectivity = 1;
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      int column = equalColumn(conjunct);
      if (column >= 0) {
        fixed.set(column);
      }
      selectivity *= column >= 0 ? EQUAL : OTHER;
    }
    Boolean unique = query.areColumnsUnique(filter.getInput(), fixed.build());
    return Boolean.TRUE.equals(unique) ? 1 : Math.max(1, rows * selectivity);
  }

  private static int equalColumn(RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.EQUALS) {
      return -1;
    }
    RexNode left = ((RexCall) conjunct).getOperands().get(0);
    RexNode right = ((RexCall) conjunct).getOperands().get(1);
    if (left instanceof RexInputRef ref && !(right instanceof RexInputRef)) {
      return ref.getIndex();
    }
    return right instanceof RexInputRef ref && !(left instanceof RexInputRef) ? ref.getIndex() : -1;
  }

  /** Rows of a join. */
  public Double getRowCount(Join join, RelMetadataQuery query) {
    double left = query.getRowCount(join.getLeft());
    double right = query.getRowCount(join.getRight());
    if (join.getJoinType() == JoinRelType.SEMI || join.getJoinType() == JoinRelType.ANTI) {
      return left;
    }
    JoinInfo keys = join.analyzeCondition();
    if (keys.leftKeys.isEmpty()) {
      return Math.max(1, left * right * (join.getCondition().isAlwaysTrue() ? 1 : OTHER));
    }
    boolean rightUnique = isUnique(query.areColumnsUnique(join.getRight(), keys.rightSet()));
    boolean leftUnique = isUnique(query.areColumnsUnique(join.getLeft(), keys.leftSet()));
    double matched =
        rightUnique && leftUnique
            ? Math.min(left, right)
            : rightUnique ? left : leftUnique ? right : Math.max(left, right);
    return switch (join.getJoinType()) {
      case LEFT -> Math.max(matched, left);
      case RIGHT -> Math.max(matched, right);
      case FULL -> Math.max(matched, left + right);
      default -> matched;
    };
  }

  private static boolean isUnique(Boolean known) {
    return Boolean.TRUE.equals(known);
  }
}
