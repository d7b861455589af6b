package io.tiangong.dialect.planner;

import io.tiangong.dialect.semantics.JsonType;
import io.tiangong.spi.TextPosition;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places in a validated query where JSON is compared, to name them; what it does not
 * find, {@link JsonUse} does, without a place.
 */
final class JsonPlaces extends SqlBasicVisitor<@Nullable Void> {

  private final SqlValidatorImpl validator;

  JsonPlaces(SqlValidatorImpl validator) {
    this.validator = validator;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      require(select.getGroup(), "GROUP BY");
      if (select.isDistinct()) {
        require(select.getSelectList(), "DISTINCT");
      }
    } else if (call instanceof SqlJoin join && join.getConditionType() == JoinConditionType.USING) {
      requireColumns(join);
    } else if (isDistinct(call)) {
      require(call.getOperandList(), call.getOperator().getName() + "(DISTINCT …)");
    } else if (comparesRows(call) && hasJson(validator.getValidatedNodeTypeIfKnown(call))) {
      throw JsonUse.refusal(call.getKind().sql).at(place(call.getParserPosition()));
    }
    return super.visit(call);
  }

  private static boolean isDistinct(SqlCall call) {
    return call.getFunctionQuantifier() != null
        && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT;
  }

  private static boolean comparesRows(SqlCall call) {
    return call.getOperator() instanceof SqlSetOperator set
        && !(set.getKind() == SqlKind.UNION && set.isAll());
  }

  private static boolean hasJson(@Nullable RelDataType row) {
    return row != null
        && row.getFieldList().stream().map(RelDataTypeField::getType).anyMatch(JsonType::is);
  }

  private void requireColumns(SqlJoin join) {
    SqlValidatorNamespace left = validator.getNamespace(join.getLeft());
    if (left == null || !(join.getCondition() instanceof SqlNodeList columns)) {
      return;
    }
    for (SqlNode column : columns) {
      RelDataTypeField field =
          left.getRowType().getField(((SqlIdentifier) column).getSimple(), false, false);
      if (field != null && JsonType.is(field.getType())) {
        throw JsonUse.refusal("USING").at(place(column.getParserPosition()));
      }
    }
  }

  private void require(@Nullable List<SqlNode> items, String clause) {
    if (items == null) {
      return;
    }
    for (SqlNode item : items) {
      RelDataType type = validator.getValidatedNodeTypeIfKnown(plain(item));
      if (type != null && JsonType.is(type)) {
        throw JsonUse.refusal(clause).at(place(item.getParserPosition()));
      }
    }
  }

  private static SqlNode plain(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  static TextPosition place(SqlParserPos pos) {
    return new TextPosition(Math.max(1, pos.getLineNum()), Math.max(1, pos.getColumnNum()));
  }
}
