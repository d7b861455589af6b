package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.spi.Source;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.TableFacts;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Decides which sub-trees one MySQL source can answer exactly as TgSQL would.
 *
 * <p>Only what is proven to mean the same is accepted. In particular: text compares, groups and
 * sorts by its bytes, unless the column's collation is by code point without padding; it groups and
 * sorts only where all of it counts. FLOAT never compares. Arithmetic, functions and casts stay
 * with the engine.
 */
final class MySqlPushdown {

  /** MySQL and MariaDB refuse to join more, those of merged derived tables included. */
  private static final int MAX_JOINED_TABLES = 61;

  private static final Set<SqlKind> COMPARISONS =
      Set.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);

  private static final Set<SqlKind> LOGIC =
      Set.of(
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.IS_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_NOT_FALSE);

  private static final Set<SqlKind> WINDOWS =
      Set.of(
          SqlKind.ROW_NUMBER,
          SqlKind.RANK,
          SqlKind.DENSE_RANK,
          SqlKind.COUNT,
          SqlKind.MIN,
          SqlKind.MAX);

  private final IdentityHashMap<RelNode, Optional<Source>> sites = new IdentityHashMap<>();

  /** The MySQL source that can answer the whole sub-tree; empty when none can. */
  Optional<Source> site(RelNode node) {
    Optional<Source> known = sites.get(node);
    if (known == null) {
      known = decide(node);
      sites.put(node, known);
    }
    return known;
  }

  private Optional<Source> decide(RelNode node) {
    if (node instanceof TableScan) {
      CatalogTable table = TgTable.of(node.getTable());
      return table != null && table.source().flavor() == SqlFlavor.MYSQL
          ? Optional.of(table.source())
          : Optional.empty();
    }
    Optional<Source> site = commonSite(node.getInputs());
    if (node instanceof Join && tables(node) > MAX_JOINED_TABLES) {
      keepJoins(node);
      return Optional.empty();
    }
    return site.filter(s -> accepts(node));
  }

  /**
   * Leaves all joins of a join that is too wide to the engine: a part of them may lack the very
   * conditions that hold it together, and would be a product.
   */
  private void keepJoins(RelNode node) {
    for (RelNode input : node.getInputs()) {
      if (!(input instanceof Aggregate) && tables(input) > 1) {
        sites.put(input, Optional.empty());
        keepJoins(input);
      }
    }
  }

  private Optional<Source> commonSite(List<RelNode> inputs) {
    if (inputs.isEmpty()) {
      return Optional.empty();
    }
    Optional<Source> first = site(inputs.get(0));
    boolean same = inputs.stream().allMatch(i -> site(i).equals(first));
    return same ? first : Optional.empty();
  }

  private boolean accepts(RelNode node) {
    if (node instanceof Filter filter) {
      return accepts(filter.getCondition(), filter.getInput());
    } else if (node instanceof Project project) {
      return !isSorted(project.getInput())
          && project.getProjects().stream().allMatch(e -> accepts(e, project.getInput()));
    } else if (node instanceof Aggregate aggregate) {
      return accepts(aggregate);
    } else if (node instanceof Sort sort) {
      return accepts(sort);
    }
    return node instanceof Join join && accepts(join);
  }

  /** An order below a projection would be lost: MySQL ignores ORDER BY in a derived table. */
  private static boolean isSorted(RelNode node) {
    return node instanceof Sort sort && !sort.getCollation().getFieldCollations().isEmpty();
  }

  private boolean accepts(Join join) {
    return (join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.LEFT)
        && accepts(join.getCondition(), join);
  }

  private static int tables(RelNode node) {
    return node instanceof TableScan
        ? 1
        : node.getInputs().stream().mapToInt(MySqlPushdown::tables).sum();
  }

  private boolean accepts(Sort sort) {
    return sort.getCollation().getFieldCollations().stream()
        .allMatch(key -> isComparable(sort.getInput(), key.getFieldIndex()));
  }

  private boolean accepts(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    return aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && !hasWindows(input)
        && aggregate.getGroupSet().asList().stream().allMatch(i -> isComparable(input, i))
        && aggregate.getAggCallList().stream().allMatch(call -> accepts(call, input));
  }

  private static boolean hasWindows(RelNode node) {
    if (node instanceof Filter || node instanceof Sort) {
      return hasWindows(node.getInput(0));
    }
    return node instanceof Project project && project.containsOver();
  }

  private boolean accepts(AggregateCall call, RelNode input) {
    if (call.hasFilter()
        || call.isApproximate()
        || !call.getCollation().getFieldCollations().isEmpty()) {
      return false;
    }
    List<Integer> arguments = call.getArgList();
    return switch (call.getAggregation().getKind()) {
      case COUNT -> !call.isDistinct() || arguments.stream().allMatch(i -> isComparable(input, i));
      case MIN, MAX -> isComparable(input, arguments.get(0));
      case SUM -> !call.isDistinct() && isExactNumber(type(input, arguments.get(0)));
      default -> false;
    };
  }

  /**
   * Whether an expression over the columns of {@code input} means the same in MySQL. For a join the
   * columns are those of both sides.
   */
  boolean accepts(RexNode expression, RelNode input) {
    if (expression instanceof RexInputRef || expression instanceof RexDynamicParam) {
      return true;
    } else if (expression instanceof RexLiteral literal) {
      return isPlain(literal);
    } else if (expression instanceof RexOver over) {
      return acceptsWindow(over, input);
    }
    return expression instanceof RexCall call && acceptsCall(call, input);
  }

  private boolean acceptsCall(RexCall call, RelNode input) {
    if (call.getKind() == SqlKind.SEARCH) {
      RexNode expanded = RexUtil.expandSearch(input.getCluster().getRexBuilder(), null, call);
      return !(expanded instanceof RexCall other && other.getKind() == SqlKind.SEARCH)
          && accepts(expanded, input);
    } else if (COMPARISONS.contains(call.getKind())) {
      return acceptsComparison(call);
    } else if (call.getKind() == SqlKind.CASE) {
      return acceptsCase(call, input);
    }
    return LOGIC.contains(call.getKind())
        && call.getOperands().stream().allMatch(o -> accepts(o, input));
  }

  /**
   * Ranks and aggregates from a partition's begin on, over columns; the order of NULLs must be
   * MySQL's, which is TgSQL's.
   */
  private boolean acceptsWindow(RexOver over, RelNode input) {
    RexWindow window = over.getWindow();
    return WINDOWS.contains(over.getAggOperator().getKind())
        && !over.isDistinct()
        && !over.ignoreNulls()
        && computesWindows(input)
        && isRunning(window)
        && Stream.of(over.getOperands(), window.partitionKeys)
            .flatMap(List::stream)
            .allMatch(key -> isKey(key, input))
        && window.orderKeys.stream()
            .allMatch(
                key ->
                    isKey(key.left, input)
                        && key.getNullDirection() == nullsLowest(key.getDirection()));
  }

  private static NullDirection nullsLowest(RelFieldCollation.Direction direction) {
    return direction.isDescending() ? NullDirection.LAST : NullDirection.FIRST;
  }

  private boolean isKey(RexNode expression, RelNode input) {
    return expression instanceof RexInputRef ref && isComparable(input, ref.getIndex());
  }

  private static boolean isRunning(RexWindow window) {
    RexWindowBound upper = window.getUpperBound();
    return window.getLowerBound().isUnbounded()
        && window.getLowerBound().isPreceding()
        && (upper.isCurrentRow() || upper.isUnbounded())
        && window.getExclude() == RexWindowExclusion.EXCLUDE_NO_OTHER;
  }

  private static boolean computesWindows(RelNode node) {
    CatalogTable table = node instanceof TableScan ? TgTable.of(node.getTable()) : null;
    return table == null
        ? node.getInputs().stream().allMatch(MySqlPushdown::computesWindows)
        : table.facts().windows();
  }

  /** Branches of one exact type: then MySQL gives the CASE that type too. */
  private boolean acceptsCase(RexCall call, RelNode input) {
    SqlTypeName type = call.getType().getSqlTypeName();
    boolean integers = SqlTypeUtil.isIntType(call.getType());
    return (integers || type == SqlTypeName.DECIMAL || type == SqlTypeName.DATE)
        && call.getOperands().stream()
            .allMatch(
                o ->
                    accepts(o, input)
                        && (o.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                            || RexUtil.isNullLiteral(o, true)
                            || sameFamily(o.getType(), call.getType())));
  }

  private static boolean acceptsComparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (!isLeaf(left) || !isLeaf(right) || !sameFamily(left.getType(), right.getType())) {
      return false;
    }
    return SqlTypeUtil.inCharFamily(left.getType())
        || (isComparable(left.getType()) && isComparable(right.getType()));
  }

  private static boolean isLeaf(RexNode expression) {
    return expression instanceof RexInputRef
        || expression instanceof RexDynamicParam
        || (expression instanceof RexLiteral literal && isPlain(literal));
  }

  /** MySQL has no BOOLEAN to cast a NULL to. */
  private static boolean isPlain(RexLiteral literal) {
    return !(literal.isNull() && literal.getType().getSqlTypeName() == SqlTypeName.BOOLEAN)
        && isPlain(literal.getType().getSqlTypeName());
  }

  private static boolean isPlain(SqlTypeName type) {
    return switch (type) {
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          DECIMAL,
          DOUBLE,
          CHAR,
          VARCHAR,
          DATE,
          TIMESTAMP,
          NULL ->
          true;
      default -> false;
    };
  }

  private static boolean sameFamily(RelDataType left, RelDataType right) {
    if (isExactNumber(left)) {
      return isExactNumber(right);
    }
    return left.getSqlTypeName().getFamily() == right.getSqlTypeName().getFamily()
        && (left.getSqlTypeName() == SqlTypeName.DOUBLE)
            == (right.getSqlTypeName() == SqlTypeName.DOUBLE);
  }

  private static boolean isExactNumber(RelDataType type) {
    return SqlTypeUtil.isIntType(type) || type.getSqlTypeName() == SqlTypeName.DECIMAL;
  }

  private static boolean isComparable(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE, DATE, TIMESTAMP -> true;
      default -> false;
    };
  }

  /** A key must be a column: MySQL takes constants for ordinals or names, parameters for two. */
  private boolean isComparable(RelNode input, int column) {
    if (input instanceof Filter || input instanceof Sort) {
      return isComparable(input.getInput(0), column);
    } else if (input instanceof Project project
        && !(project.getProjects().get(column) instanceof RexInputRef)) {
      return false;
    }
    RelDataType type = type(input, column);
    return SqlTypeUtil.inCharFamily(type) ? isShortColumn(input, column) : isComparable(type);
  }

  private static RelDataType type(RelNode input, int column) {
    return input.getRowType().getFieldList().get(column).getType();
  }

  /**
   * Whether a text column comes straight from a stored column that is sorted by all of its text.
   */
  private static boolean isShortColumn(RelNode input, int column) {
    return isOfColumns(input, column, TableFacts::shortText);
  }

  /** Whether a text column comes straight from a stored column that compares by code point. */
  static boolean isExactColumn(RelNode input, int column) {
    return isOfColumns(input, column, TableFacts::exactText);
  }

  private static boolean isOfColumns(
      RelNode input, int column, Function<TableFacts, Set<String>> columns) {
    RelColumnOrigin origin = origin(input, column);
    CatalogTable table = origin == null ? null : TgTable.of(origin.getOriginTable());
    return origin != null
        && table != null
        && columns.apply(table.facts()).contains(columnName(origin).toLowerCase(Locale.ROOT));
  }

  static @Nullable RelColumnOrigin origin(RelNode input, int column) {
    RelColumnOrigin origin = input.getCluster().getMetadataQuery().getColumnOrigin(input, column);
    return origin == null || origin.isDerived() ? null : origin;
  }

  static String columnName(RelColumnOrigin origin) {
    return origin
        .getOriginTable()
        .getRowType()
        .getFieldNames()
        .get(origin.getOriginColumnOrdinal());
  }

  /** The conjuncts of a filter that MySQL may evaluate. */
  List<RexNode> pushable(Filter filter) {
    return RelOptUtil.conjunctions(filter.getCondition()).stream()
        .filter(c -> accepts(c, filter.getInput()))
        .toList();
  }
}
