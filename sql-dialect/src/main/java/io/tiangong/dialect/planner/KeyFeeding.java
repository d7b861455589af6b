package io.tiangong.dialect.planner;

import com.google.common.collect.ImmutableList;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.KeyFeed;
import io.tiangong.dialect.render.KeysOperator;
import io.tiangong.spi.Column;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.Scan;
import io.tiangong.spi.Want;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Semi-join reduction: lets the keys of a join's small side restrict what the big side's source
 * reads. Changes no answer: the join tests the keys again, and more keys than needed are harmless.
 *
 * <p>Decided twice. A plan feeds where statistics say that the keys are few, and also where they
 * only may be few and finding out is cheap beside reading the big side. A run counts the keys that
 * there are: with more than it pays to look up, the big side is read unrestricted.
 */
final class KeyFeeding {

  /** Beyond this many keys, key sets cost more than they save. */
  static final int MAX_KEYS = 10_000;

  /** So few keys are always worth a try: statistics may be old. */
  private static final int FEW_KEYS = 1_000;

  /** Reading a row by its key costs about as much as scanning so many. */
  private static final double KEY_COST = 4;

  /** Reading a row of an offline table costs about as much as so many of another source. */
  private static final double OFFLINE_COST = 0.05;

  /** Smaller targets are read whole before a provider could have told. */
  private static final double WORTH_WAITING = 10_000;

  private final Fragmenter fragments;
  private final Set<String> providers = new HashSet<>();
  private int slots;

  KeyFeeding(Fragmenter fragments) {
    this.fragments = fragments;
  }

  /** A way to feed: keys of {@code provider} restrict {@code target}. */
  private record Candidate(KeyTrace target, KeyTrace provider, double keys) {}

  /** Decides which fragments of the combining tree are fed; the drafts are replaced. */
  void feed(RelNode combining) {
    List<Candidate> candidates = new ArrayList<>();
    collect(combining, candidates);
    candidates.sort(Comparator.comparingDouble(Candidate::keys));
    candidates.forEach(this::tryFeed);
  }

  private void collect(RelNode node, List<Candidate> candidates) {
    node.getInputs().forEach(input -> collect(input, candidates));
    if (node instanceof Join join) {
      JoinInfo keys = join.analyzeCondition();
      if (restrictsRight(join.getJoinType())) {
        candidate(join.getLeft(), keys.leftKeys, join.getRight(), keys.rightKeys, candidates);
      }
      if (restrictsLeft(join.getJoinType())) {
        candidate(join.getRight(), keys.rightKeys, join.getLeft(), keys.leftKeys, candidates);
      }
    }
  }

  private static boolean restrictsRight(JoinRelType type) {
    return switch (type) {
      case INNER, LEFT, SEMI, ANTI -> true;
      default -> false;
    };
  }

  private static boolean restrictsLeft(JoinRelType type) {
    return switch (type) {
      case INNER, RIGHT, SEMI -> true;
      default -> false;
    };
  }

  private static void candidate(
      RelNode provider,
      List<Integer> providerKeys,
      RelNode target,
      List<Integer> targetKeys,
      List<Candidate> candidates) {
    KeyTrace to = KeyTrace.target(target, targetKeys);
    if (to == null) {
      return;
    }
    List<Integer> columns = to.positions().stream().map(providerKeys::get).toList();
    KeyTrace from = KeyTrace.provider(provider, columns);
    if (from != null) {
      KeyTrace paired = to.only(from.positions());
      candidates.add(new Candidate(paired, from, keyCount(from)));
    }
  }

  private static double keyCount(KeyTrace provider) {
    Double distinct =
        provider
            .node()
            .getCluster()
            .getMetadataQuery()
            .getDistinctRowCount(provider.node(), ImmutableBitSet.of(provider.columns()), null);
    return distinct == null ? Fragmenter.rows(provider.node()) : distinct;
  }

  private void tryFeed(Candidate candidate) {
    Draft target = fragments.drafts().get(candidate.target().fragment());
    if (target == null
        || target.feed().isPresent()
        || providers.contains(target.id())
        || target.id().equals(candidate.provider().fragment())
        || !KeysOperator.accepts(types(candidate.target()))) {
      return;
    }
    if (target instanceof Draft.KeyValue keyValue) {
      feedKeyValue(candidate, keyValue);
    } else if (target instanceof Draft.Tree tree) {
      feedTree(candidate, tree);
    }
  }

  private static List<RelDataType> types(KeyTrace trace) {
    RelDataType row = trace.node().getRowType();
    return trace.columns().stream().map(i -> row.getFieldList().get(i).getType()).toList();
  }

  private void feedKeyValue(Candidate candidate, Draft.KeyValue target) {
    List<String> columns =
        candidate.target().columns().stream()
            .map(i -> target.scan().output().get(i).name())
            .toList();
    Set<String> known = new HashSet<>(lower(columns));
    Stream.concat(target.scan().filters().stream(), target.above().stream())
        .forEach(p -> equalColumn(p).ifPresent(known::add));
    List<String> key = lower(target.table().handle().definition().primaryKey());
    if (key.isEmpty() || !known.contains(key.get(0))) {
      return;
    }
    double scanned = scanned(target, key);
    if (!mayPay(candidate, scanned)) {
      return;
    }
    KeyFeed feed = provide(candidate, scanned);
    Scan fed = target.scan().withKeys(new KeyFilter(feed.slot(), columns));
    Scan narrowed =
        target.backend().offer(fed, Want.filters(target.above())).map(Pushdown::scan).orElse(fed);
    fragments.replace(target.fedBy(narrowed, Math.min(target.rows(), candidate.keys()), feed));
  }

  /** Rows that the scan reads now: without a condition on the key's first column, all. */
  private static double scanned(Draft.KeyValue target, List<String> key) {
    boolean narrow =
        target.scan().filters().stream()
            .anyMatch(p -> equalColumn(p).filter(key.get(0)::equals).isPresent());
    return narrow ? target.rows() : Math.max(target.rows(), (double) target.table().facts().rows());
  }

  private static Optional<String> equalColumn(Predicate predicate) {
    if (predicate instanceof Predicate.Compare compare && compare.op() == Predicate.Op.EQ) {
      return Optional.of(name(compare.column()));
    }
    return predicate instanceof Predicate.In in ? Optional.of(name(in.column())) : Optional.empty();
  }

  private static String name(Column column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
  }

  private static boolean mayPay(Candidate candidate, double targetRows) {
    boolean pays = candidate.keys() <= MAX_KEYS && candidate.keys() * KEY_COST < targetRows;
    return pays
        || (targetRows >= WORTH_WAITING
            && candidate.keys() <= targetRows
            && costToTell(candidate.provider()) * KEY_COST < targetRows);
  }

  /** What it costs to count the keys: nothing where the join reads the provider's rows anyway. */
  private static double costToTell(KeyTrace provider) {
    return provider.fragment() == null ? tableRows(provider.node()) * OFFLINE_COST : 0;
  }

  private static double tableRows(RelNode node) {
    return node.getInputs().isEmpty()
        ? Fragmenter.rows(node)
        : node.getInputs().stream().mapToDouble(KeyFeeding::tableRows).sum();
  }

  private void feedTree(Candidate candidate, Draft.Tree target) {
    RelNode tree = target.tree();
    List<RelColumnOrigin> origins = new ArrayList<>();
    for (int column : candidate.target().columns()) {
      RelColumnOrigin origin = MySqlPushdown.origin(tree, column);
      if (origin == null) {
        return;
      }
      origins.add(origin);
    }
    CatalogTable table = TgTable.of(origins.get(0).getOriginTable());
    if (table == null || !isIndexed(table, origins) || !mayPay(candidate, target.rows())) {
      return;
    }
    KeyFeed feed = provide(candidate, target.rows());
    List<RexNode> operands =
        candidate.target().columns().stream()
            .<RexNode>map(i -> RexInputRef.of(i, tree.getRowType()))
            .toList();
    RexNode keys =
        tree.getCluster().getRexBuilder().makeCall(new KeysOperator(feed.slot()), operands);
    RelNode filtered = Optimizer.pushFilters(Fragmenter.above(List.of(keys), tree));
    fragments.replace(target.fedBy(filtered, feed));
  }

  private static boolean isIndexed(CatalogTable table, List<RelColumnOrigin> origins) {
    Set<String> names = new HashSet<>();
    origins.forEach(o -> names.add(MySqlPushdown.columnName(o).toLowerCase(Locale.ROOT)));
    Stream<List<String>> indexes =
        Stream.concat(
            table.facts().indexes().stream(),
            Stream.of(lower(table.handle().definition().primaryKey())));
    return indexes.anyMatch(index -> !index.isEmpty() && names.contains(index.get(0)));
  }

  /**
   * The feed of a new slot; offline keys get a fragment of their own.
   *
   * @param targetRows what is read without it
   */
  private KeyFeed provide(Candidate candidate, double targetRows) {
    KeyTrace provider = candidate.provider();
    String slot = "k" + ++slots;
    String fragment = provider.fragment();
    List<Integer> columns = provider.columns();
    if (fragment == null) {
      fragment = slot;
      fragments.replace(
          new Draft.Tree(
              slot, Fragment.ENGINE, distinct(provider), candidate.keys(), Optional.empty()));
      columns = Stream.iterate(0, i -> i + 1).limit(columns.size()).toList();
    }
    providers.add(fragment);
    int maxKeys = (int) Math.max(FEW_KEYS, Math.min(MAX_KEYS, targetRows / KEY_COST));
    return new KeyFeed(slot, fragment, columns, maxKeys);
  }

  private static RelNode distinct(KeyTrace provider) {
    RelNode node = provider.node();
    List<RexNode> refs =
        provider.columns().stream()
            .<RexNode>map(i -> RexInputRef.of(i, node.getRowType()))
            .toList();
    RelNode keys =
        LogicalProject.create(
            node,
            List.of(),
            refs,
            provider.columns().stream().map(i -> "k" + i).toList(),
            Set.of());
    return LogicalAggregate.create(
        Optimizer.trim(Optimizer.tidy(keys)),
        List.of(),
        ImmutableBitSet.range(refs.size()),
        null,
        ImmutableList.of());
  }
}
