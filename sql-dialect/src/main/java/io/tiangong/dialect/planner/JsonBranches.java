package io.tiangong.dialect.planner;

import io.tiangong.dialect.parser.ast.SqlJsonTypeName;
import io.tiangong.dialect.semantics.JsonType;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * CASE, and COALESCE and IFNULL, which stand for it, with JSON in some branches: a text in quotes
 * in another is cast to JSON, all else is refused.
 */
final class JsonBranches {

  /** JSON, and what becomes JSON: NULL and parameters without a type. */
  private static final Set<SqlTypeName> BESIDE =
      Set.of(SqlTypeName.OTHER, SqlTypeName.NULL, SqlTypeName.ANY, SqlTypeName.UNKNOWN);

  private JsonBranches() {}

  /**
   * @param types the type of a branch
   */
  static void cast(SqlCase call, Function<SqlNode, RelDataType> types) {
    SqlNodeList branches = call.getThenOperands();
    List<SqlNode> all = Stream.concat(branches.stream(), Stream.of(call.getElseOperand())).toList();
    if (all.stream().map(types).noneMatch(JsonType::is)) {
      return;
    }
    for (int i = 0; i < branches.size(); i++) {
      branches.set(i, cast(branches.get(i), types));
    }
    call.setOperand(3, cast(call.getElseOperand(), types));
  }

  private static SqlNode cast(SqlNode branch, Function<SqlNode, RelDataType> types) {
    if (BESIDE.contains(types.apply(branch).getSqlTypeName())) {
      return branch;
    }
    SqlParserPos pos = branch.getParserPosition();
    if (branch instanceof SqlCharStringLiteral) {
      return SqlStdOperatorTable.CAST.createCall(
          pos, branch, new SqlDataTypeSpec(new SqlJsonTypeName(pos), pos));
    }
    throw JsonUse.mixed().at(JsonPlaces.place(pos));
  }
}
