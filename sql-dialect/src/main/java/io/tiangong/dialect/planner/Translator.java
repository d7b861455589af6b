package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogView;
import io.tiangong.dialect.semantics.OperatorRewrite;
import io.tiangong.dialect.semantics.TgConvertlets;
import io.tiangong.dialect.semantics.TgOperators;
import io.tiangong.dialect.semantics.TgRexBuilder;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableName;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Validates a parsed query and converts it to a relational tree. Thread-safe. */
final class Translator {

  private static final int NO_MERGING = -1;

  private static final SqlToRelConverter.Config CONVERSION =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          // The decorrelator mistakes columns where joins or projections were rewritten before.
          .addRelBuilderConfigTransform(
              config -> config.withPushJoinCondition(false).withBloat(NO_MERGING));

  private final PlanningSchema schema;
  private final ViewExpansion views = new ViewExpansion(this);
  private final SqlOperatorTable operators = TgOperators.table();

  Translator(Catalog catalog) {
    this.schema = new PlanningSchema(catalog, views);
  }

  /** The columns of a view. */
  RelDataType rowType(CatalogView view) {
    return views.rowType(view, List.of());
  }

  /**
   * @param defaultSchema where names without a schema are looked for first; empty: the catalog's
   * @throws QueryException with the place in the text for everything that the statement gets wrong
   */
  Translation translate(SqlNode parsed, List<ColumnType> parameterTypes, String defaultSchema) {
    RelOptCluster cluster = newCluster();
    TgTypes types = (TgTypes) cluster.getTypeFactory();
    CalciteCatalogReader reader = schema.reader(types, defaultSchema);
    TgValidator validator = new TgValidator(operators, reader, types, parameterTypes);
    ColumnNames names = ColumnNames.of(parsed);
    RelRoot root = root(parsed, validator, reader, cluster);
    return new Translation(
        root.rel, names.name(root.validatedRowType.getFieldNames()), validator.parameterTypes());
  }

  /**
   * The query of a view.
   *
   * @param users the view, after those in whose texts it is used
   */
  RelRoot viewRoot(SqlNode parsed, List<TableName> users, RelOptCluster cluster) {
    TgTypes types = (TgTypes) cluster.getTypeFactory();
    CalciteCatalogReader reader = schema.reader(types, users);
    TgValidator validator = new TgValidator(operators, reader, types, List.of());
    return root(parsed, validator, reader, cluster);
  }

  private RelRoot root(
      SqlNode parsed, TgValidator validator, CalciteCatalogReader reader, RelOptCluster cluster) {
    try {
      SqlNode validated = validator.validate(rewrite(parsed));
      validated.accept(new JsonPlaces(validator));
      SqlToRelConverter converter =
          new SqlToRelConverter(
              Translator::noViews, validator, reader, cluster, new TgConvertlets(), CONVERSION);
      RelRoot root = converter.convertQuery(validated, false, true);
      JsonUse.check(root.rel);
      return root;
    } catch (CalciteContextException e) {
      throw new ValidationErrors(schema.catalog()).translate(e);
    }
  }

  static RelOptCluster newCluster() {
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    TgRexBuilder.leaveConstants(planner);
    RelOptCluster cluster = RelOptCluster.create(planner, new TgRexBuilder(new TgTypes()));
    cluster.setMetadataProvider(RowCounts.PROVIDER);
    return cluster;
  }

  private static SqlNode rewrite(SqlNode parsed) {
    SqlNode ours = parsed.accept(new OperatorRewrite());
    if (ours == null) {
      throw new IllegalStateException("rewrite lost the statement");
    }
    return ours;
  }

  private static RelRoot noViews(
      RelDataType rowType, String sql, List<String> path, List<String> viewPath) {
    throw new QueryException(ErrorCode.NOT_SUPPORTED, "views are not expanded here: " + viewPath);
  }
}
