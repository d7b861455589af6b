package io.tiangong.dialect.planner;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.KeyFeed;
import io.tiangong.dialect.render.SqlRenderer;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;

/** Turns drafts and the combining tree into the fragments of a plan. */
final class Assembly {

  private static final String ROOT = "combine";

  private final Map<String, Draft> drafts;
  private final List<ColumnType> parameterTypes;
  private final Map<String, Fragment> done = new LinkedHashMap<>();

  Assembly(Map<String, Draft> drafts, List<ColumnType> parameterTypes) {
    this.drafts = drafts;
    this.parameterTypes = parameterTypes;
  }

  /** The fragments in dependency order; the root is last. */
  List<Fragment> fragments(RelNode combining) {
    String only =
        FragmentTable.fragmentOf(isSortedAlready(combining) ? combining.getInput(0) : combining);
    if (only != null) {
      finish(only);
      return List.copyOf(done.values());
    }
    List<SqlRequest.Input> inputs = new ArrayList<>();
    collectInputs(combining, inputs);
    inputs.forEach(input -> finish(input.fragment()));
    SqlText text = SqlRenderer.duckDb(combining, parameterTypes);
    List<Fragment> all = new ArrayList<>(done.values());
    all.add(
        new Fragment(
            ROOT,
            Fragment.ENGINE,
            new SqlRequest(text, columns(combining.getRowType()), inputs),
            List.of(),
            Fragmenter.rows(combining)));
    return all;
  }

  /** Whether the scan below delivers exactly what the sort would: then nothing is combined. */
  private boolean isSortedAlready(RelNode combining) {
    if (!(combining instanceof Sort sort) || sort.offset != null) {
      return false;
    }
    String fragment = FragmentTable.fragmentOf(sort.getInput());
    return fragment != null
        && drafts.get(fragment) instanceof Draft.KeyValue draft
        && !draft.scan().order().isEmpty();
  }

  private static void collectInputs(RelNode node, List<SqlRequest.Input> inputs) {
    String fragment = FragmentTable.fragmentOf(node);
    if (fragment != null) {
      inputs.add(new SqlRequest.Input(fragment, fragment, columns(node.getRowType())));
    }
    node.getInputs().forEach(input -> collectInputs(input, inputs));
  }

  /** A fragment after those that feed it. */
  private void finish(String id) {
    Draft draft = drafts.get(id);
    if (draft == null) {
      throw new IllegalStateException("no draft " + id);
    }
    if (!done.containsKey(id)) {
      draft.feed().map(KeyFeed::fragment).ifPresent(this::finish);
      done.put(
          id,
          new Fragment(
              id, draft.source(), request(draft), draft.feed().stream().toList(), draft.rows()));
    }
  }

  private SourceRequest request(Draft draft) {
    if (draft instanceof Draft.KeyValue keyValue) {
      return keyValue.scan();
    }
    Draft.Tree tree = (Draft.Tree) draft;
    return new SqlRequest(text(tree), columns(tree.tree().getRowType()), List.of());
  }

  private SqlText text(Draft.Tree draft) {
    return draft.source().equals(Fragment.ENGINE)
        ? SqlRenderer.duckDb(draft.tree(), parameterTypes)
        : SqlRenderer.mySql(
            PhysicalNames.resolve(draft.tree()), parameterTypes, MySqlPushdown::isExactColumn);
  }

  private static List<Column> columns(RelDataType rowType) {
    return rowType.getFieldList().stream()
        .map(f -> new Column(f.getName(), TgTypes.fromRel(f.getType())))
        .toList();
  }
}
