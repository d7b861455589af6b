package io.tiangong.dialect.planner;

import io.tiangong.dialect.semantics.JsonType;
import io.tiangong.spi.TextPosition;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places in a validated query where JSON is grouped, to name them; what it does not find,
 * {@link JsonUse} does, without a place.
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
    }
    return super.visit(call);
  }

  private void require(@Nullable SqlNodeList items, String clause) {
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
