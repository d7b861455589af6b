package io.tiangong.dialect.planner;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions as predicates that a key-value source might take. A condition that is not of a
 * known form, or whose operand does not fit the column's type exactly, is left to the engine.
 */
final class ScanPredicates {

  private static final int MOMENT_PRECISION = 6;

  private static final Map<SqlKind, Predicate.Op> OPS =
      Map.of(
          SqlKind.EQUALS, Predicate.Op.EQ,
          SqlKind.NOT_EQUALS, Predicate.Op.NE,
          SqlKind.LESS_THAN, Predicate.Op.LT,
          SqlKind.LESS_THAN_OR_EQUAL, Predicate.Op.LE,
          SqlKind.GREATER_THAN, Predicate.Op.GT,
          SqlKind.GREATER_THAN_OR_EQUAL, Predicate.Op.GE);

  private final List<Column> columns;
  private final RexBuilder rex;

  /**
   * @param columns what the conditions' references mean, by position
   */
  ScanPredicates(List<Column> columns, RexBuilder rex) {
    this.columns = columns;
    this.rex = rex;
  }

  /** The predicates whose conjunction is the condition; empty when it is of another form. */
  Optional<List<Predicate>> read(RexNode condition) {
    if (!(condition instanceof RexCall call)) {
      return Optional.empty();
    }
    return switch (call.getKind()) {
      case SEARCH -> readSearch(call);
      case AND -> readAll(call.getOperands());
      case OR -> readIn(call).or(() -> readAnyOf(call)).map(List::of);
      case IS_NULL, IS_NOT_NULL -> readNullTest(call).map(List::of);
      default -> readComparison(call).map(List::of);
    };
  }

  private Optional<List<Predicate>> readSearch(RexCall search) {
    RexNode expanded = RexUtil.expandSearch(rex, null, search);
    return expanded.getKind() == SqlKind.SEARCH ? Optional.empty() : read(expanded);
  }

  private Optional<List<Predicate>> readAll(List<RexNode> conditions) {
    List<Predicate> all = new ArrayList<>();
    for (RexNode condition : conditions) {
      Optional<List<Predicate>> read = read(condition);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(read.get());
    }
    return Optional.of(all);
  }

  /** {@code c = 1 OR c = 2 OR …} on one column. */
  private Optional<Predicate> readIn(RexCall or) {
    List<Operand> operands = new ArrayList<>();
    Column column = null;
    for (RexNode branch : or.getOperands()) {
      Predicate read = branch instanceof RexCall call ? readComparison(call).orElse(null) : null;
      if (!(read instanceof Predicate.Compare compare)
          || compare.op() != Predicate.Op.EQ
          || (column != null && !column.equals(compare.column()))) {
        return Optional.empty();
      }
      column = compare.column();
      operands.add(compare.operand());
    }
    return column == null ? Optional.empty() : Optional.of(new Predicate.In(column, operands));
  }

  /** {@code (c = 1 AND d > 2) OR c BETWEEN 3 AND 4 OR …} on any columns. */
  private Optional<Predicate> readAnyOf(RexCall or) {
    List<List<Predicate>> branches = new ArrayList<>();
    for (RexNode branch : or.getOperands()) {
      Optional<List<Predicate>> read = read(branch);
      if (read.isEmpty() || read.get().stream().anyMatch(Predicate.AnyOf.class::isInstance)) {
        return Optional.empty();
      }
      branches.add(read.get());
    }
    return Optional.of(new Predicate.AnyOf(branches));
  }

  private Optional<Predicate> readNullTest(RexCall call) {
    return call.getOperands().get(0) instanceof RexInputRef ref
        ? Optional.of(
            new Predicate.IsNull(
                columns.get(ref.getIndex()), call.getKind() == SqlKind.IS_NOT_NULL))
        : Optional.empty();
  }

  private Optional<Predicate> readComparison(RexCall call) {
    Predicate.Op op = OPS.get(call.getKind());
    Predicate.Op reversed = OPS.get(call.getKind().reverse());
    if (op == null || reversed == null) {
      return Optional.empty();
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (left instanceof RexInputRef ref) {
      return compare(ref, op, right);
    }
    return right instanceof RexInputRef ref ? compare(ref, reversed, left) : Optional.empty();
  }

  private Optional<Predicate> compare(RexInputRef ref, Predicate.Op op, RexNode other) {
    Column column = columns.get(ref.getIndex());
    return operand(other, column.type()).map(operand -> new Predicate.Compare(column, op, operand));
  }

  private static Optional<Operand> operand(RexNode expression, ColumnType column) {
    if (expression instanceof RexDynamicParam parameter) {
      ColumnType type = io.tiangong.dialect.semantics.TgTypes.fromRel(parameter.getType());
      return fits(type, column)
          ? Optional.of(new Operand.Parameter(parameter.getIndex(), type))
          : Optional.empty();
    }
    return expression instanceof RexLiteral literal && !literal.isNull()
        ? value(literal, column).map(v -> new Operand.Literal(new Value(column, v)))
        : Optional.empty();
  }

  /** A TIMESTAMP that is known when planned, or when run. */
  static Optional<Operand> moment(RexNode expression) {
    return operand(expression, new ColumnType(TypeKind.TIMESTAMP, MOMENT_PRECISION, 0, false));
  }

  /** Whether every value of a parameter's type is a value of the column's. */
  private static boolean fits(ColumnType parameter, ColumnType column) {
    if (parameter.kind().isInteger() && column.kind().isInteger()) {
      return parameter.kind().compareTo(column.kind()) <= 0;
    }
    return parameter.kind() == column.kind()
        && parameter.scale() == column.scale()
        && (parameter.kind() != TypeKind.TIMESTAMP || parameter.precision() <= column.precision());
  }

  private static Optional<Object> value(RexLiteral literal, ColumnType column) {
    if (literal.getTypeName().getFamily() != family(column.kind())) {
      return Optional.empty();
    }
    return switch (column.kind()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(literal, column.kind());
      case DECIMAL -> decimal(literal, column.scale());
      case VARCHAR ->
          Optional.ofNullable(literal.getValueAs(NlsString.class)).map(NlsString::getValue);
      case DATE ->
          Optional.ofNullable(literal.getValueAs(DateString.class))
              .map(date -> LocalDate.parse(date.toString()));
      case TIMESTAMP -> timestamp(literal, column.precision());
      case BOOLEAN -> Optional.ofNullable(literal.getValueAs(Boolean.class));
      default -> Optional.empty();
    };
  }

  /** Of the literals that are values of a column. */
  private static @Nullable SqlTypeFamily family(TypeKind column) {
    return switch (column) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> SqlTypeFamily.NUMERIC;
      case VARCHAR -> SqlTypeFamily.CHARACTER;
      case DATE -> SqlTypeFamily.DATE;
      case TIMESTAMP -> SqlTypeFamily.TIMESTAMP;
      case BOOLEAN -> SqlTypeFamily.BOOLEAN;
      default -> null;
    };
  }

  private static Optional<Object> integer(RexLiteral literal, TypeKind kind) {
    if (!(literal.getValue() instanceof BigDecimal number)
        || number.stripTrailingZeros().scale() > 0) {
      return Optional.empty();
    }
    int bits =
        switch (kind) {
          case TINYINT -> Byte.SIZE;
          case SMALLINT -> Short.SIZE;
          case INTEGER -> Integer.SIZE;
          default -> Long.SIZE;
        };
    return number.toBigInteger().bitLength() < bits
        ? Optional.of(number.longValueExact())
        : Optional.empty();
  }

  private static Optional<Object> decimal(RexLiteral literal, int scale) {
    return literal.getValue() instanceof BigDecimal number
            && number.stripTrailingZeros().scale() <= scale
        ? Optional.of(number.setScale(scale))
        : Optional.empty();
  }

  private static Optional<Object> timestamp(RexLiteral literal, int precision) {
    TimestampString text = literal.getValueAs(TimestampString.class);
    if (text == null || !text.equals(text.round(precision))) {
      return Optional.empty();
    }
    return Optional.of(LocalDateTime.parse(text.toString().replace(' ', 'T')));
  }
}
