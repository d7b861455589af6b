package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.Column;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.Scan;
import io.tiangong.spi.SortKey;
import io.tiangong.spi.Source;
import io.tiangong.spi.Value;
import io.tiangong.spi.Want;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an optimised tree into fragments: the largest sub-trees that a MySQL source answers exactly,
 * and scans of key-value tables with the conditions that they take. What is left is the combining
 * tree, which reads the fragments as tables and offline tables itself. One use per plan.
 */
final class Fragmenter {

  private final MySqlPushdown mySql = new MySqlPushdown();
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final boolean pushdown;

  /**
   * @param pushdown whether a fragment may be more than a table
   */
  Fragmenter(boolean pushdown) {
    this.pushdown = pushdown;
  }

  /** Replaces what sources answer by scans of fragments. */
  RelNode cut(RelNode node) {
    Optional<Source> site = mySql.site(node);
    if (site.isPresent() && (pushdown || node instanceof TableScan)) {
      return tree(site.get(), node);
    } else if (node instanceof TableScan scan) {
      return keyValue(scan);
    } else if (pushdown && node instanceof Filter filter) {
      return cutFilter(filter);
    }
    List<RelNode> inputs = node.getInputs().stream().map(this::cut).toList();
    RelNode copy = inputs.isEmpty() ? node : node.copy(node.getTraitSet(), inputs);
    return pushdown && copy instanceof Sort sort ? limit(sort) : copy;
  }

  /** The fragments, in the order of their making. */
  Map<String, Draft> drafts() {
    return drafts;
  }

  void replace(Draft draft) {
    drafts.put(draft.id(), draft);
  }

  String nextId() {
    return "f" + (drafts.size() + 1);
  }

  private RelNode tree(Source source, RelNode node) {
    double rows = rows(node);
    Draft draft = new Draft.Tree(nextId(), source.name(), node, rows, Optional.empty());
    replace(draft);
    return FragmentTable.scan(draft.id(), node, node.getRowType(), rows);
  }

  static double rows(RelNode node) {
    return node.getCluster().getMetadataQuery().getRowCount(node);
  }

  private RelNode keyValue(TableScan scan) {
    KeyValueLeaf leaf = KeyValueLeaf.of(scan);
    return leaf == null ? scan : keyValue(scan, leaf.table(), leaf.scan(), List.of(), rows(scan));
  }

  private RelNode keyValue(
      RelNode replaced, CatalogTable table, Scan scan, List<Predicate> above, double rows) {
    Draft draft = new Draft.KeyValue(nextId(), table, scan, above, rows, Optional.empty());
    replace(draft);
    return FragmentTable.scan(draft.id(), replaced, rowType(replaced, scan.output()), rows);
  }

  private static RelDataType rowType(RelNode node, List<Column> columns) {
    TgTypes types = (TgTypes) node.getCluster().getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    columns.forEach(c -> row.add(c.name(), types.toRel(c.type())));
    return row.build();
  }

  private RelNode cutFilter(Filter filter) {
    Optional<Source> site = mySql.site(filter.getInput());
    if (site.isPresent()) {
      List<RexNode> pushed = mySql.pushable(filter);
      List<RexNode> rest = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
      rest.removeAll(pushed);
      return above(rest, tree(site.get(), above(pushed, filter.getInput())));
    }
    KeyValueLeaf leaf = KeyValueLeaf.of(filter.getInput());
    return leaf == null ? copyFilter(filter) : cutKeyValueFilter(filter, leaf);
  }

  private RelNode copyFilter(Filter filter) {
    return filter.copy(filter.getTraitSet(), cut(filter.getInput()), filter.getCondition());
  }

  private RelNode cutKeyValueFilter(Filter filter, KeyValueLeaf leaf) {
    ScanPredicates reader = new ScanPredicates(leaf.columns(), rex(filter));
    List<Predicate> wanted = new ArrayList<>();
    List<RexNode> origins = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      Optional<List<Predicate>> read = reader.read(conjunct);
      read.ifPresentOrElse(
          predicates ->
              predicates.forEach(
                  p -> {
                    wanted.add(p);
                    origins.add(conjunct);
                  }),
          () -> rest.add(conjunct));
    }
    Scan scan = leaf.scan();
    double rows = rows(filter.getInput());
    Optional<Pushdown> offered = leaf.table().source().offer(scan, Want.filters(wanted));
    List<Predicate> left = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (offered.isEmpty() || !offered.get().taken().contains(i)) {
        left.add(wanted.get(i));
        if (!rest.contains(origins.get(i))) {
          rest.add(origins.get(i));
        }
      }
    }
    RelNode read =
        keyValue(
            filter.getInput(),
            leaf.table(),
            offered.map(Pushdown::scan).orElse(scan),
            left,
            Math.max(1, rows * offered.map(Pushdown::selectivity).orElse(1.0)));
    return above(rest, read);
  }

  static RelNode above(List<RexNode> conjuncts, RelNode input) {
    return conjuncts.isEmpty()
        ? input
        : LogicalFilter.create(input, RexUtil.composeConjunction(rex(input), conjuncts));
  }

  private static RexBuilder rex(RelNode node) {
    return node.getCluster().getRexBuilder();
  }

  /**
   * {@code ORDER BY … LIMIT n} straight above a key-value scan that has the order stops the scan.
   * The sort stays unless there is no order: what the engine reads has none.
   */
  private RelNode limit(Sort sort) {
    RelNode input = sort.getInput();
    List<RexNode> columns =
        input instanceof Project project && isColumns(project) ? project.getProjects() : null;
    String fragment = FragmentTable.fragmentOf(columns == null ? input : input.getInput(0));
    Optional<Operand> limit = limitOperand(sort);
    if (fragment == null
        || limit.isEmpty()
        || !(drafts.get(fragment) instanceof Draft.KeyValue draft)) {
      return sort;
    }
    List<SortKey> order =
        sort.getCollation().getFieldCollations().stream()
            .map(key -> sortKey(key, columns, draft.scan()))
            .toList();
    Want want = new Want(List.of(), order, limit);
    Optional<Pushdown> offered = draft.backend().offer(draft.scan(), want);
    if (offered.isEmpty()
        || !offered.get().limitTaken()
        || offered.get().orderTaken() == order.isEmpty()) {
      return sort;
    }
    replace(draft.with(offered.get().scan(), Math.min(draft.rows(), rows(sort))));
    return order.isEmpty() && sort.offset == null ? input : sort;
  }

  private static SortKey sortKey(
      RelFieldCollation key, @Nullable List<RexNode> columns, Scan scan) {
    int index =
        columns == null
            ? key.getFieldIndex()
            : ((RexInputRef) columns.get(key.getFieldIndex())).getIndex();
    return new SortKey(
        scan.output().get(index),
        key.getDirection().isDescending(),
        key.nullDirection == RelFieldCollation.NullDirection.FIRST);
  }

  private static boolean isColumns(Project project) {
    return project.getProjects().stream().allMatch(RexInputRef.class::isInstance);
  }

  /** The rows that the sort lets through or skips; empty when they are not known to the source. */
  private static Optional<Operand> limitOperand(Sort sort) {
    if (sort.fetch instanceof RexLiteral literal && literal.getValue() instanceof BigDecimal rows) {
      Optional<BigDecimal> skipped = skipped(sort);
      return skipped
          .map(rows::add)
          .filter(sum -> sum.toBigInteger().bitLength() < Long.SIZE)
          .map(sum -> new Operand.Literal(Value.of(sum.longValueExact())));
    }
    return sort.fetch instanceof RexDynamicParam parameter && sort.offset == null
        ? Optional.of(
            new Operand.Parameter(parameter.getIndex(), TgTypes.fromRel(parameter.getType())))
        : Optional.empty();
  }

  private static Optional<BigDecimal> skipped(Sort sort) {
    if (sort.offset == null) {
      return Optional.of(BigDecimal.ZERO);
    }
    return sort.offset instanceof RexLiteral literal && literal.getValue() instanceof BigDecimal n
        ? Optional.of(n)
        : Optional.empty();
  }
}
