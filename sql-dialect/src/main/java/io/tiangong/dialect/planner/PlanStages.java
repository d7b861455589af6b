package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.parser.TgSqlParser;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * The planner taken apart, for measuring: each method does what the one before does, and one stage
 * more. What they answer is only good for being looked at.
 */
public final class PlanStages {

  private final QueryPlanner planner;
  private final Translator translator;
  private final String query;

  /**
   * @param query a SELECT without question marks
   */
  public PlanStages(Catalog catalog, String query) {
    this.planner = new QueryPlanner(catalog);
    this.translator = new Translator(catalog);
    this.query = query;
  }

  public Object parsed() {
    return TgSqlParser.parseStatement(query);
  }

  /** Parsed, validated, as a relational tree. */
  public Object validated() {
    return translation().tree();
  }

  public Object optimised() {
    Translation translation = translation();
    RelNode tree =
        translation.tree().accept(new ConstantCasts(translation.parameterTypes().size()));
    return Optimizer.optimize(tree);
  }

  /** The whole plan: cut into fragments, keys fed, texts rendered. */
  public CompiledStatement planned() {
    return planner.plan(query, List.of(), "");
  }

  private Translation translation() {
    return translator.translate(TgSqlParser.parseStatement(query), List.of(), "");
  }
}
