package io.tiangong.dialect.planner;

import com.google.common.collect.ImmutableList;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.spi.ColumnFacts;
import java.util.Locale;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
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
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

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
    double keys = 1;
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      Points points = Points.of(conjunct);
      selectivity *=
          points == null
              ? OTHER
              : Math.min(1, points.count() * equal(filter.getInput(), points.column(), query));
      if (points != null) {
        fixed.set(points.column());
        keys *= points.count();
      }
    }
    Boolean unique = query.areColumnsUnique(filter.getInput(), fixed.build());
    return Math.max(1, isUnique(unique) ? Math.min(rows, keys) : rows * selectivity);
  }

  /** The share of rows that have one value of a column. */
  private static double equal(RelNode input, int column, RelMetadataQuery query) {
    RelColumnOrigin origin = query.getColumnOrigin(input, column);
    CatalogTable table = origin == null ? null : TgTable.of(origin.getOriginTable());
    if (origin == null || table == null) {
      return EQUAL;
    }
    String name = MySqlPushdown.columnName(origin).toLowerCase(Locale.ROOT);
    ColumnFacts facts = table.facts().columns().get(name);
    return facts == null || facts.distinct() <= 0 ? EQUAL : 1.0 / facts.distinct();
  }

  /** A condition that a column has one of so many values. */
  private record Points(int column, int count) {

    static @Nullable Points of(RexNode conjunct) {
      if (!(conjunct instanceof RexCall call) || call.getOperands().size() != 2) {
        return null;
      }
      RexNode left = call.getOperands().get(0);
      RexNode right = call.getOperands().get(1);
      if (call.getKind() == SqlKind.SEARCH) {
        return left instanceof RexInputRef ref ? search(ref, (RexLiteral) right) : null;
      } else if (call.getKind() != SqlKind.EQUALS) {
        return null;
      } else if (left instanceof RexInputRef ref && !(right instanceof RexInputRef)) {
        return new Points(ref.getIndex(), 1);
      }
      return right instanceof RexInputRef ref && !(left instanceof RexInputRef)
          ? new Points(ref.getIndex(), 1)
          : null;
    }

    private static @Nullable Points search(RexInputRef ref, RexLiteral values) {
      Sarg<?> sarg = values.getValueAs(Sarg.class);
      return sarg != null && sarg.isPoints() ? new Points(ref.getIndex(), sarg.pointCount) : null;
    }
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

  private static boolean isUnique(@Nullable Boolean known) {
    return Boolean.TRUE.equals(known);
  }
}
