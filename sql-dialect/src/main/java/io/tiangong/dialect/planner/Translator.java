package io.tiangong.dialect.planner;

import io.tiangong.dialect.semantics.OperatorRewrite;
import io.tiangong.dialect.semantics.TgConvertlets;
import io.tiangong.dialect.semantics.TgOperators;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Validates a parsed query and converts it to a relational tree. Thread-safe. */
final class Translator {

  private static final SqlToRelConverter.Config CONVERSION =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE);

  private final PlanningSchema schema;
  private final SqlOperatorTable operators = TgOperators.table();

  Translator(PlanningSchema schema) {
    this.schema = schema;
  }

  /**
   * @throws QueryException with the place in the text for everything that the statement gets wrong
   */
  Translation translate(SqlNode parsed, List<ColumnType> parameterTypes) {
    TgTypes types = new TgTypes();
    CalciteCatalogReader reader = schema.reader(types);
    TgValidator validator = new TgValidator(operators, reader, types, parameterTypes);
    ColumnNames names = ColumnNames.of(parsed);
    try {
      SqlNode ours = rewrite(parsed);
      SqlNode validated = validator.validate(ours);
      RelOptCluster cluster = cluster(types);
      SqlToRelConverter converter =
          new SqlToRelConverter(
              Translator::noViews, validator, reader, cluster, new TgConvertlets(), CONVERSION);
      RelRoot root = converter.convertQuery(validated, false, true);
      return new Translation(
          root.rel,
          names.name(root.validatedRowType.getFieldNames()),
          validator.parameterTypes(validated));
    } catch (CalciteContextException e) {
      throw new ValidationErrors(schema.catalog()).translate(e);
    }
  }

  private static RelOptCluster cluster(TgTypes types) {
    RelOptCluster cluster =
        RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new RexBuilder(types));
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
