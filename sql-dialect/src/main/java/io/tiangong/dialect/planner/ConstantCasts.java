package io.tiangong.dialect.planner;

import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.dialect.semantics.ValueCasts;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.Value;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.time.temporal.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Takes casts of parameters and of literals to dates out of a tree, so that {@code dt =
 * '2026-11-11'} compares a date column with a date: literals are cast now, parameters become
 * derived ones.
 */
final class ConstantCasts extends RelHomogeneousShuttle {

  private static final ValueRange YEARS = ValueRange.of(1, 9999);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", java.util.Locale.ROOT);

  private final int given;
  private final List<DerivedParameter> derived = new ArrayList<>();

  /**
   * @param given number of the statement's own parameters
   */
  ConstantCasts(int given) {
    this.given = given;
  }

  List<DerivedParameter> derived() {
    return List.copyOf(derived);
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(new Expressions(node.getCluster().getRexBuilder()));
  }

  /** The expressions of one node. */
  private final class Expressions extends RexShuttle {
    private final RexBuilder rex;

    Expressions(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
      return visited.clone(visited.rel.accept(ConstantCasts.this));
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall cast) || cast.getKind() != SqlKind.CAST) {
        return visited;
      }
      RexNode operand = cast.getOperands().get(0);
      if (operand instanceof RexDynamicParam parameter && parameter.getIndex() < given) {
        return derive(cast, parameter);
      }
      return operand instanceof RexLiteral literal ? literal(cast, literal) : visited;
    }

    private RexNode derive(RexCall cast, RexDynamicParam parameter) {
      ColumnType from = TgTypes.fromRel(parameter.getType());
      if (!isPlain(cast.getType()) || !ValueCasts.supports(from, TgTypes.fromRel(cast.getType()))) {
        return cast;
      }
      DerivedParameter wanted =
          new DerivedParameter(parameter.getIndex(), TgTypes.fromRel(cast.getType()));
      int known = derived.indexOf(wanted);
      if (known < 0) {
        known = derived.size();
        derived.add(wanted);
      }
      return rex.makeDynamicParam(cast.getType(), given + known);
    }

    private static boolean isPlain(RelDataType type) {
      return switch (type.getSqlTypeName()) {
        case DATE, TIMESTAMP, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> true;
        default -> false;
      };
    }

    private RexNode literal(RexCall cast, RexLiteral literal) {
      ColumnType to = TgTypes.fromRel(cast.getType());
      return value(literal)
          .filter(value -> ValueCasts.supports(value.type(), to))
          .flatMap(value -> ValueCasts.cast(value, to))
          .flatMap(value -> temporal(value.value(), to))
          .orElse(cast);
    }

    private static Optional<Value> value(RexLiteral literal) {
      if (literal.getValue() instanceof NlsString text) {
        return Optional.of(Value.of(text.getValue()));
      }
      return literal.getType().getSqlTypeName() == SqlTypeName.DATE
          ? Optional.ofNullable(literal.getValueAs(DateString.class))
              .map(date -> Value.of(LocalDate.parse(date.toString())))
          : Optional.empty();
    }

    /** Calcite's literals have years of four digits. */
    private Optional<RexNode> temporal(@Nullable Object value, ColumnType type) {
      if (!(value instanceof Temporal date) || !YEARS.isValidIntValue(date.get(ChronoField.YEAR))) {
        return Optional.empty();
      } else if (date instanceof LocalDate) {
        return Optional.of(rex.makeDateLiteral(new DateString(date.toString())));
      }
      TimestampString text =
          new TimestampString(SECONDS.format(date)).withNanos(date.get(ChronoField.NANO_OF_SECOND));
      return Optional.of(rex.makeTimestampLiteral(text, type.precision()));
    }
  }
}
