package io.tiangong.dialect.render;

import static java.util.Map.entry;

import io.tiangong.dialect.functions.Cuts;
import io.tiangong.dialect.functions.KeptCast;
import io.tiangong.dialect.functions.TemplateFunction;
import io.tiangong.dialect.semantics.TgConvertlets;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Util;

/**
 * Rewrites expressions so that DuckDB's reading of them is TgSQL's. What is not listed here is not
 * known to mean the same and is refused.
 */
final class DuckDbExpressions extends RexShuttle {

  /** Digits of decimals that DuckDB holds in 64 bits. */
  private static final int LONG_DIGITS = 18;

  /** Digits of a second that DuckDB keeps. */
  private static final int MICROS = 6;

  private static final long MICROS_PER_MILLI = 1_000;

  /** Written the same way with the same meaning. */
  private static final Set<SqlKind> SAME =
      Set.of(
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.IS_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_NOT_FALSE,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM,
          SqlKind.CASE,
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.MINUS_PREFIX,
          SqlKind.LIKE,
          SqlKind.CEIL,
          SqlKind.TRIM,
          SqlKind.POSITION,
          SqlKind.COALESCE,
          SqlKind.NULLIF);

  /** Functions that are written the same way with the same meaning. */
  private static final Set<SqlOperator> SAME_FUNCTIONS =
      Set.of(
          SqlStdOperatorTable.ABS,
          SqlStdOperatorTable.ROUND,
          SqlStdOperatorTable.UPPER,
          SqlStdOperatorTable.LOWER,
          SqlStdOperatorTable.CONCAT,
          SqlStdOperatorTable.SUBSTRING,
          SqlStdOperatorTable.SQRT,
          SqlStdOperatorTable.POWER,
          SqlStdOperatorTable.EXP,
          SqlStdOperatorTable.LN,
          SqlStdOperatorTable.SIGN,
          SqlStdOperatorTable.REPLACE,
          SqlStdOperatorTable.CURRENT_DATE,
          SqlStdOperatorTable.CURRENT_TIMESTAMP,
          SqlStdOperatorTable.LOCALTIMESTAMP,
          SqlStdOperatorTable.COALESCE);

  /** What may stand before OVER. */
  private static final Set<SqlKind> WINDOWS =
      Set.of(
          SqlKind.ROW_NUMBER,
          SqlKind.RANK,
          SqlKind.DENSE_RANK,
          SqlKind.PERCENT_RANK,
          SqlKind.CUME_DIST,
          SqlKind.NTILE,
          SqlKind.LAG,
          SqlKind.LEAD,
          SqlKind.FIRST_VALUE,
          SqlKind.LAST_VALUE,
          SqlKind.COUNT,
          SqlKind.SUM,
          SqlKind.SUM0,
          SqlKind.AVG,
          SqlKind.MIN,
          SqlKind.MAX,
          SqlKind.ANY_VALUE);

  private static final Map<TimeUnitRange, String> UNITS =
      Map.ofEntries(
          entry(TimeUnitRange.YEAR, "year"),
          entry(TimeUnitRange.QUARTER, "quarter"),
          entry(TimeUnitRange.MONTH, "month"),
          entry(TimeUnitRange.WEEK, "week"),
          entry(TimeUnitRange.DAY, "day"),
          entry(TimeUnitRange.HOUR, "hour"),
          entry(TimeUnitRange.MINUTE, "minute"),
          entry(TimeUnitRange.SECOND, "second"),
          entry(TimeUnitRange.DOY, "doy"));

  private final RexBuilder rex;
  private final FiniteDoubles doubles;

  DuckDbExpressions(RexBuilder rex) {
    this.rex = rex;
    this.doubles = new FiniteDoubles(rex);
  }

  @Override
  public RexNode visitLiteral(RexLiteral literal) {
    if (literal.getValue() instanceof Double value && !Double.isFinite(value)) {
      throw new QueryException(
          ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "a floating-point literal is out of range");
    }
    int scale = literal.getType().getScale();
    return SqlTypeUtil.isDecimal(literal.getType())
            && literal.getValue() instanceof BigDecimal value
            && value.scale() < scale
        ? rex.makeExactLiteral(value.setScale(scale), literal.getType())
        : literal;
  }

  @Override
  public RexNode visitOver(RexOver over) {
    RexOver visited = (RexOver) super.visitOver(over);
    SqlKind kind = over.getAggOperator().getKind();
    if (over.ignoreNulls() || kind == SqlKind.NTH_VALUE) {
      return withFunction(
          visited, AggregateFunction.window(over.getAggOperator(), over.ignoreNulls()));
    }
    if (!WINDOWS.contains(kind)) {
      throw new QueryException(
          ErrorCode.NOT_SUPPORTED,
          "function " + over.getAggOperator().getName() + " is not supported over a window");
    }
    boolean exact =
        over.getOperands().stream().allMatch(o -> SqlTypeUtil.isExactNumeric(o.getType()));
    return sum(kind, exact, visited);
  }

  private RexNode withFunction(RexOver over, SqlAggFunction function) {
    RexWindow window = over.getWindow();
    return rex.makeOver(
        over.getType(),
        function,
        over.getOperands(),
        window.partitionKeys,
        window.orderKeys,
        window.getLowerBound(),
        window.getUpperBound(),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        over.isDistinct(),
        false);
  }

  /**
   * The result of an aggregate function from what DuckDB's function gives.
   *
   * @param exact whether it aggregates exact numbers
   */
  RexNode aggregate(SqlKind kind, boolean exact, RexNode raw) {
    RexNode result = sum(kind, exact, raw);
    return kind == SqlKind.SUM0
        ? rex.makeCall(
            raw.getType(),
            SourceOperators.COALESCE,
            List.of(result, rex.makeExactLiteral(BigDecimal.ZERO)))
        : result;
  }

  /** Sums of integers are 128 bits wide in DuckDB; sums of doubles become infinite. */
  private RexNode sum(SqlKind kind, boolean exact, RexNode raw) {
    return switch (kind) {
      case SUM, SUM0 ->
          isBigint(raw) ? rex.makeAbstractCast(raw.getType(), raw, false) : doubles.finite(raw);
      case AVG -> exact ? raw : doubles.finite(raw);
      default -> raw;
    };
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (call.getKind() == SqlKind.SEARCH) {
      return RexUtil.expandSearch(rex, null, call).accept(this);
    }
    RexCall visited = (RexCall) super.visitCall(call);
    if (isDateArithmetic(visited)) {
      return dateArithmetic(visited);
    }
    return switch (visited.getKind()) {
      case CAST -> cast(withWholeDigit(visited));
      case SAFE_CAST -> tryCast(withWholeDigit(visited));
      case PLUS, MINUS, TIMES -> doubles.arithmetic(wide(visited));
      case DIVIDE ->
          doubles.arithmetic(
              remake(visited, visited.getOperator(), first(visited), nonZero(visited)));
      case MOD -> remake(visited, SourceOperators.REMAINDER, first(visited), nonZero(visited));
      case EXTRACT -> extract(visited);
      case FLOOR -> floor(visited);
      case CHAR_LENGTH -> length(visited);
      case AND, OR -> RexUtil.flatten(rex, visited);
      default -> other(visited);
    };
  }

  private RexNode other(RexCall call) {
    SqlOperator operator = call.getOperator();
    if (operator instanceof TemplateFunction function) {
      return function.mayLeaveRange() ? doubles.finite(call) : call;
    }
    if (operator.equals(TgConvertlets.INTEGER_DIVIDE)) {
      return remake(call, SourceOperators.INTEGER_DIVIDE, first(call), nonZero(call));
    } else if (operator.equals(SqlStdOperatorTable.CHAR_LENGTH)
        || operator.equals(SqlStdOperatorTable.CHARACTER_LENGTH)) {
      return length(call);
    } else if (SAME.contains(call.getKind())
        || SAME_FUNCTIONS.contains(operator)
        || operator instanceof FiniteFunction
        || operator instanceof KeptCast
        || operator instanceof KeysOperator) {
      return call;
    }
    throw new QueryException(
        ErrorCode.NOT_SUPPORTED, "function " + operator.getName() + " is not supported yet");
  }

  /**
   * Arithmetic in as many bits as its type needs. Literals do not show that they are BIGINT: DuckDB
   * would add two of them in 32 bits. Decimals of up to 18 digits it computes with in 64 bits, also
   * where the result needs more.
   */
  private RexNode wide(RexCall call) {
    boolean literals = call.getOperands().stream().allMatch(RexLiteral.class::isInstance);
    if (literals && isBigint(call)) {
      return withFirst(call, call.getType());
    }
    RelDataType type = call.getType();
    return type.getSqlTypeName() == SqlTypeName.DECIMAL
            && type.getPrecision() > LONG_DIGITS
            && call.getOperands().stream().allMatch(o -> o.getType().getPrecision() <= LONG_DIGITS)
        ? withFirst(
            call,
            rex.getTypeFactory()
                .createSqlType(
                    SqlTypeName.DECIMAL,
                    LONG_DIGITS + 1,
                    Math.max(0, first(call).getType().getScale())))
        : call;
  }

  private RexNode withFirst(RexCall call, RelDataType type) {
    return remake(
        call,
        call.getOperator(),
        rex.makeAbstractCast(
            rex.getTypeFactory()
                .createTypeWithNullability(type, first(call).getType().isNullable()),
            first(call),
            false),
        call.getOperands().get(1));
  }

  private static RexNode first(RexCall call) {
    return call.getOperands().get(0);
  }

  /** The divisor, NULL when it is 0. */
  private RexNode nonZero(RexCall call) {
    RexNode divisor = call.getOperands().get(1);
    if (divisor instanceof RexLiteral literal
        && literal.getValue() instanceof Number value
        && value.doubleValue() != 0) {
      return divisor;
    }
    return rex.makeCall(
        nullable(divisor.getType()),
        SourceOperators.NULLIF,
        List.of(divisor, rex.makeExactLiteral(BigDecimal.ZERO)));
  }

  private RexNode length(RexCall call) {
    return forced(call.getType(), SourceOperators.LENGTH, call.getOperands());
  }

  /** Of a DECIMAL that is all fraction, DuckDB writes no 0 before the point. */
  private RexCall withWholeDigit(RexCall cast) {
    RelDataType from = first(cast).getType();
    if (!SqlTypeUtil.inCharFamily(cast.getType())
        || !SqlTypeUtil.isDecimal(from)
        || from.getPrecision() > from.getScale()
        || from.getPrecision() == ColumnType.MAX_DECIMAL_PRECISION) {
      return cast;
    }
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType wider =
        types.createTypeWithNullability(
            types.createSqlType(SqlTypeName.DECIMAL, from.getPrecision() + 1, from.getScale()),
            from.isNullable());
    return cast.clone(cast.getType(), List.of(rex.makeAbstractCast(wider, first(cast), false)));
  }

  private RexNode cast(RexCall call) {
    RelDataType type = call.getType();
    RelDataType from = first(call).getType();
    if (SqlTypeUtil.isApproximateNumeric(type) && !SqlTypeUtil.isExactNumeric(from)) {
      return doubles.finite(call);
    } else if (SqlTypeUtil.inCharFamily(from) && SqlTypeUtil.isDatetime(type)) {
      SqlOperator bounded = isTime(type) ? Cuts.WITHIN_DAY : SourceOperators.FINITE_DATE;
      return cut(type, rex.makeCall(type, bounded, List.of(call)));
    }
    return cut(type, coded(type, from, call));
  }

  /** Text becomes bytes in UTF-8, and back; DuckDB would read and write escapes. */
  private RexNode coded(RelDataType type, RelDataType from, RexCall call) {
    if (SqlTypeUtil.isBinary(type) && SqlTypeUtil.inCharFamily(from)) {
      return rex.makeCall(type, SourceOperators.ENCODE, call.getOperands());
    }
    return SqlTypeUtil.inCharFamily(type) && SqlTypeUtil.isBinary(from)
        ? rex.makeCall(type, SourceOperators.DECODE, call.getOperands())
        : call;
  }

  private static boolean isTime(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIME;
  }

  /** VARCHAR(n), TIMESTAMP(p) and their like cut; DuckDB ignores the length. */
  private RexNode cut(RelDataType type, RexNode value) {
    int length = type.getPrecision();
    return switch (type.getSqlTypeName()) {
      case VARCHAR -> isBounded(length) ? cut(type, SourceOperators.LEFT, value, length) : value;
      case VARBINARY -> isBounded(length) ? cut(type, Cuts.BYTES, value, length) : value;
      case TIME -> length < MICROS ? cut(type, Cuts.TIME, value, length) : value;
      case TIMESTAMP -> length < MICROS ? cut(type, Cuts.TIMESTAMP, value, length) : value;
      default -> value;
    };
  }

  private static boolean isBounded(int length) {
    return length != RelDataType.PRECISION_NOT_SPECIFIED && length != Integer.MAX_VALUE;
  }

  private RexNode cut(RelDataType type, SqlOperator operator, RexNode value, int length) {
    return rex.makeCall(
        type, operator, List.of(value, rex.makeExactLiteral(BigDecimal.valueOf(length))));
  }

  /** Infinity is not representable: NULL, like all that can't be cast. */
  private RexNode tryCast(RexCall call) {
    RelDataType from = first(call).getType();
    RexNode coded = coded(call.getType(), from, call);
    RexNode tried =
        coded.equals(call)
            ? rex.makeCall(call.getType(), new TryCastFunction(call.getType()), call.getOperands())
            : rex.makeCall(call.getType(), SourceOperators.TRY, List.of(coded));
    return cut(call.getType(), bounded(call.getType(), from, tried));
  }

  private RexNode bounded(RelDataType type, RelDataType from, RexNode tried) {
    boolean text = SqlTypeUtil.inCharFamily(from) && SqlTypeUtil.isDatetime(type);
    if (!text && !SqlTypeUtil.isApproximateNumeric(type)) {
      return tried;
    }
    SqlOperator bounded = isTime(type) ? Cuts.WITHIN_DAY_OR_NULL : SourceOperators.FINITE_OR_NULL;
    return rex.makeCall(type, bounded, List.of(tried));
  }

  private RexNode extract(RexCall call) {
    RexNode unit = call.getOperands().get(0);
    TimeUnitRange range = ((RexLiteral) unit).getValueAs(TimeUnitRange.class);
    if (range == null || !UNITS.containsKey(range)) {
      throw unsupportedUnit(range);
    }
    return call;
  }

  private RexNode floor(RexCall call) {
    if (call.getOperands().size() == 1) {
      return call;
    }
    RexLiteral unit = (RexLiteral) call.getOperands().get(1);
    TimeUnitRange range = unit.getValueAs(TimeUnitRange.class);
    String name = range == null ? null : UNITS.get(range);
    if (name == null) {
      throw unsupportedUnit(range);
    }
    return forced(
        call.getType(),
        SourceOperators.DATE_TRUNC,
        List.of(rex.makeLiteral(name), call.getOperands().get(0)));
  }

  private static QueryException unsupportedUnit(Object unit) {
    return new QueryException(
        ErrorCode.NOT_SUPPORTED,
        "time unit " + String.valueOf(unit).toLowerCase(Locale.ROOT) + " is not supported yet");
  }

  private static boolean isDateArithmetic(RexCall call) {
    return call.getOperator().equals(SqlStdOperatorTable.DATETIME_PLUS)
        || (call.getOperator().equals(SqlStdOperatorTable.MINUS_DATE)
            && SqlTypeUtil.isDatetime(call.getType()));
  }

  /** {@code date ± interval}; DuckDB would turn a DATE into a TIMESTAMP. */
  private RexNode dateArithmetic(RexCall call) {
    RexNode interval = interval(call.getOperands().get(1));
    if (call.getOperator().equals(SqlStdOperatorTable.MINUS_DATE)) {
      interval =
          rex.makeCall(interval.getType(), SqlStdOperatorTable.UNARY_MINUS, List.of(interval));
    }
    return forced(
        call.getType(), SourceOperators.ADD_INTERVAL, List.of(call.getOperands().get(0), interval));
  }

  /** An interval as a call of DuckDB's constructors. */
  private RexNode interval(RexNode expression) {
    boolean months =
        expression.getType().getSqlTypeName().getFamily()
            == org.apache.calcite.sql.type.SqlTypeFamily.INTERVAL_YEAR_MONTH;
    SqlOperator constructor = months ? SourceOperators.TO_MONTHS : SourceOperators.TO_MICROSECONDS;
    return rex.makeCall(expression.getType(), constructor, List.of(amount(expression, months)));
  }

  /** Months or microseconds of an interval expression. */
  private RexNode amount(RexNode expression, boolean months) {
    if (expression instanceof RexLiteral literal) {
      BigDecimal value = Util.first(literal.getValueAs(BigDecimal.class), BigDecimal.ZERO);
      BigDecimal scaled = months ? value : value.multiply(BigDecimal.valueOf(MICROS_PER_MILLI));
      return rex.makeBigintLiteral(scaled);
    }
    if (expression instanceof RexCall call
        && (call.getKind() == SqlKind.TIMES || call.getKind() == SqlKind.MINUS_PREFIX)) {
      RelDataType bigint = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
      List<RexNode> operands =
          call.getOperands().stream()
              .map(o -> SqlTypeUtil.isInterval(o.getType()) ? amount(o, months) : o)
              // Literals are 32 bits wide in DuckDB.
              .map(o -> rex.makeAbstractCast(bigint, o, false))
              .toList();
      return rex.makeCall(bigint, call.getOperator(), operands);
    }
    throw new QueryException(
        ErrorCode.NOT_SUPPORTED, "this interval expression is not supported yet; use a literal");
  }

  private RexNode forced(RelDataType type, SqlOperator operator, List<RexNode> operands) {
    return rex.makeAbstractCast(type, rex.makeCall(type, operator, operands), false);
  }

  private RexNode remake(RexCall call, SqlOperator operator, RexNode left, RexNode right) {
    return rex.makeCall(call.getType(), operator, List.of(left, right));
  }

  private RelDataType nullable(RelDataType type) {
    RelDataTypeFactory types = rex.getTypeFactory();
    return types.createTypeWithNullability(type, true);
  }

  private static boolean isBigint(RexNode expression) {
    return expression.getType().getSqlTypeName() == SqlTypeName.BIGINT;
  }
}
