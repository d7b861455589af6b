package io.tiangong.dialect.semantics;

import com.google.common.collect.ImmutableSet;
import io.tiangong.dialect.functions.JsonConversion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * Casts to and from JSON: of text to JSON, which checks it; of JSON to text, which gives what is
 * stored; and through the text to numbers and BOOLEAN.
 *
 * <p>In trees they are functions that Calcite knows nothing of, so that it does not fold, merge or
 * drop them.
 */
public final class JsonCasts {

  private static final Set<SqlTypeName> FROM_JSON =
      Set.of(
          SqlTypeName.CHAR,
          SqlTypeName.VARCHAR,
          SqlTypeName.BOOLEAN,
          SqlTypeName.TINYINT,
          SqlTypeName.SMALLINT,
          SqlTypeName.INTEGER,
          SqlTypeName.BIGINT,
          SqlTypeName.DECIMAL,
          SqlTypeName.REAL,
          SqlTypeName.FLOAT,
          SqlTypeName.DOUBLE);

  /** Which types may be cast to which: MySQL's liberties, and JSON. */
  public static final SqlTypeMappingRule RULE = rule(SqlTypeCoercionRule.lenientInstance());

  private JsonCasts() {}

  private static SqlTypeMappingRule rule(SqlTypeMappingRule standard) {
    Map<SqlTypeName, ImmutableSet<SqlTypeName>> sources =
        standard.getTypeMapping().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> sources(e.getKey(), e.getValue())));
    sources.put(
        JsonType.NAME, ImmutableSet.of(SqlTypeName.CHAR, SqlTypeName.VARCHAR, JsonType.NAME));
    return SqlTypeCoercionRule.instance(sources);
  }

  private static ImmutableSet<SqlTypeName> sources(SqlTypeName type, Set<SqlTypeName> others) {
    return FROM_JSON.contains(type)
        ? Stream.concat(others.stream(), Stream.of(JsonType.NAME))
            .collect(ImmutableSet.toImmutableSet())
        : ImmutableSet.copyOf(others);
  }

  /** Whether a call is a cast to or from JSON; of Calcite's own casts the types are not known. */
  static boolean is(SqlRexContext context, SqlCall call) {
    return isJson(context, call) || isJson(context, call.operand(0));
  }

  private static boolean isJson(SqlRexContext context, SqlNode node) {
    RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(node);
    return type != null && JsonType.is(type);
  }

  static RexNode convert(SqlRexContext context, SqlCall call) {
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    RexNode operand = context.convertExpression(call.operand(0));
    boolean safe = call.getKind() == SqlKind.SAFE_CAST;
    RexBuilder rex = context.getRexBuilder();
    if (!JsonType.is(operand.getType())) {
      SqlOperator check = safe ? JsonConversion.TRY_FROM_TEXT : JsonConversion.FROM_TEXT;
      return operand.getType().getSqlTypeName() == SqlTypeName.NULL
          ? rex.makeNullLiteral(type)
          : rex.makeCall(type, check, List.of(operand));
    } else if (JsonType.is(type)) {
      return operand;
    }
    RexNode text = rex.makeCall(JsonConversion.TO_TEXT, operand);
    return type.getSqlTypeName() == SqlTypeName.VARCHAR
            && type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        ? text
        : rex.makeAbstractCast(type, text, safe);
  }
}
