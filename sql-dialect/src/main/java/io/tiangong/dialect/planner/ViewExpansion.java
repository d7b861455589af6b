package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogView;
import io.tiangong.dialect.parser.TgSqlParser;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Turns views into the trees of their queries. Names without a schema are looked for in the view's
 * own schema first, then in the default one. Thread-safe.
 */
final class ViewExpansion {

  private final Translator translator;
  private final Map<TableName, RelDataType> rowTypes = new ConcurrentHashMap<>();

  ViewExpansion(Translator translator) {
    this.translator = translator;
  }

  /**
   * @param users the views in whose texts this one is used
   * @throws QueryException naming the view, for every error of its text
   */
  RelDataType rowType(CatalogView view, List<TableName> users) {
    RelDataType known = rowTypes.get(view.name());
    if (known != null) {
      return known;
    }
    RelDataType found = root(view, users, Translator.newCluster()).validatedRowType;
    RelDataType renamed = renamed(view, found);
    rowTypes.put(view.name(), renamed);
    return renamed;
  }

  RelNode expand(CatalogView view, List<TableName> users, RelOptCluster cluster) {
    RelNode tree = root(view, users, cluster).project();
    return Optimizer.builder(cluster)
        .push(tree)
        .rename(rowType(view, users).getFieldNames())
        .build();
  }

  private RelRoot root(CatalogView view, List<TableName> users, RelOptCluster cluster) {
    List<TableName> chain = chain(view.name(), users);
    try {
      SqlNode query = TgSqlParser.parseStatement(view.sql());
      if (!query.isA(SqlKind.QUERY)) {
        throw new QueryException(ErrorCode.SEMANTIC_ERROR, "its text is no query");
      }
      return translator.viewRoot(query, chain, cluster);
    } catch (QueryException e) {
      throw in(view, e);
    }
  }

  private static List<TableName> chain(TableName view, List<TableName> users) {
    List<TableName> chain = new ArrayList<>(users);
    chain.add(view);
    if (users.contains(view)) {
      String cycle =
          chain.stream()
              .skip(users.indexOf(view))
              .map(TableName::toString)
              .collect(Collectors.joining(" → "));
      throw new QueryException(
          ErrorCode.SEMANTIC_ERROR, "views use each other in a cycle: " + cycle);
    }
    return chain;
  }

  /** The innermost view is the one to mend. */
  private static QueryException in(CatalogView view, QueryException error) {
    return error.facts().containsKey("view") || error.text().contains("in a cycle")
        ? error
        : new QueryException(
                error.code(),
                "in view "
                    + view.name()
                    + error.position().map(place -> " at " + place).orElse("")
                    + ": "
                    + error.text())
            .with("view", view.name().toString());
  }

  private static RelDataType renamed(CatalogView view, RelDataType rowType) {
    if (view.columns().isEmpty()) {
      return rowType;
    }
    if (view.columns().size() != rowType.getFieldCount()) {
      throw new QueryException(
              ErrorCode.SEMANTIC_ERROR,
              "view %s names %d columns, its query has %d"
                  .formatted(view.name(), view.columns().size(), rowType.getFieldCount()))
          .with("view", view.name().toString());
    }
    RelDataTypeFactory.Builder row = Translator.newCluster().getTypeFactory().builder();
    Stream.iterate(0, i -> i < view.columns().size(), i -> i + 1)
        .forEach(i -> row.add(view.columns().get(i), rowType.getFieldList().get(i).getType()));
    return row.build();
  }
}
