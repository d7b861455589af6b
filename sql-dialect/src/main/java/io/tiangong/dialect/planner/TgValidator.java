package io.tiangong.dialect.planner;

import io.tiangong.dialect.parser.TgConformance;
import io.tiangong.dialect.semantics.JsonCasts;
import io.tiangong.dialect.semantics.JsonType;
import io.tiangong.dialect.semantics.TgCoercion;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** Calcite's validator, told beforehand what types the parameters have. One use per statement. */
final class TgValidator extends SqlValidatorImpl {

  private final List<RelDataType> parameterTypes;

  /** The question marks by position: validation may copy them. */
  private final NavigableMap<Integer, SqlDynamicParam> written = new TreeMap<>();

  /**
   * @param parameterTypes by position; a position beyond the list is inferred from its use
   */
  TgValidator(
      SqlOperatorTable operators,
      CalciteCatalogReader reader,
      TgTypes types,
      List<ColumnType> parameterTypes) {
    super(
        operators,
        reader,
        types,
        Config.DEFAULT
            .withConformance(TgConformance.INSTANCE)
            .withDefaultNullCollation(NullCollation.LOW)
            .withIdentifierExpansion(true)
            .withTypeCoercionEnabled(true)
            .withTypeCoercionFactory(TgCoercion::new));
    this.parameterTypes = parameterTypes.stream().map(types::toRel).toList();
  }

  @Override
  public SqlTypeMappingRule getTypeMappingRule() {
    return JsonCasts.RULE;
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
    RelDataType known = known(expression);
    if (known == null) {
      requireNoJsonIn(scope, expression);
      if (expression instanceof SqlCase branches) {
        JsonBranches.cast(branches, branch -> deriveType(scope, branch));
      }
      return super.deriveType(scope, expression);
    }
    setValidatedNodeType(expression, known);
    return known;
  }

  /** IN is refused like other comparisons; Calcite would not say what is wrong. */
  private void requireNoJsonIn(SqlValidatorScope scope, SqlNode expression) {
    if (expression instanceof SqlCall call
        && (call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN)
        && JsonType.is(deriveType(scope, call.operand(0)))) {
      throw JsonUse.refusal("IN").at(JsonPlaces.place(call.getParserPosition()));
    }
  }

  @Override
  public void validateWindow(SqlNode written, SqlValidatorScope scope, @Nullable SqlCall call) {
    super.validateWindow(written, scope, call);
    if (written instanceof SqlWindow window) {
      for (SqlNode key : window.getPartitionList()) {
        if (JsonType.is(deriveType(scope, key))) {
          throw JsonUse.refusal("PARTITION BY").at(JsonPlaces.place(key.getParserPosition()));
        }
      }
    }
  }

  @Override
  public SqlNode expandOrderExpr(SqlSelect select, SqlNode written) {
    SqlNode expanded = super.expandOrderExpr(select, written);
    if (JsonType.is(deriveType(getOrderScope(select), expanded))) {
      throw JsonUse.refusal("ORDER BY").at(JsonPlaces.place(written.getParserPosition()));
    }
    return expanded;
  }

  @Override
  protected void inferUnknownTypes(
      RelDataType inferred, SqlValidatorScope scope, SqlNode expression) {
    RelDataType known = known(expression);
    if (known == null) {
      super.inferUnknownTypes(inferred, scope, expression);
    } else {
      setValidatedNodeType(expression, known);
    }
  }

  private @Nullable RelDataType known(SqlNode expression) {
    return expression instanceof SqlDynamicParam parameter
            && parameter.getIndex() < parameterTypes.size()
        ? parameterTypes.get(parameter.getIndex())
        : null;
  }

  @Override
  public SqlNode validate(SqlNode topNode) {
    topNode.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            written.put(parameter.getIndex(), parameter);
            return null;
          }
        });
    return super.validate(topNode);
  }

  /** The types of all parameters after validation, inferred ones included. */
  List<ColumnType> parameterTypes() {
    return written.values().stream()
        .map(this::getValidatedNodeType)
        .map(TgTypes::fromRel)
        .map(type -> type.kind() == TypeKind.VARCHAR ? ColumnType.of(TypeKind.VARCHAR) : type)
        .toList();
  }
}
