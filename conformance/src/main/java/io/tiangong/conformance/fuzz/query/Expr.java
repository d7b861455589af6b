package io.tiangong.conformance.fuzz.query;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An expression. */
public sealed interface Expr {

  Family family();

  /** The expressions it is made of, but not those in a sub-query. */
  List<Expr> children();

  /** A column of the relation of that alias. */
  record Reference(String alias, String column, Family family, Magnitude magnitude)
      implements Expr {
    @Override
    public List<Expr> children() {
      return List.of();
    }
  }

  /**
   * A constant.
   *
   * @param value of the Java class that the client takes for the family
   * @param bindable whether a parameter may stand in its place
   */
  record Literal(@Nullable Object value, Family family, boolean bindable) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of();
    }
  }

  /** An operator with its arguments. */
  record Call(Operator operator, Family family, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    public static Call of(Operator operator, Family family, Expr... arguments) {
      return new Call(operator, family, List.of(arguments));
    }

    @Override
    public List<Expr> children() {
      return arguments;
    }
  }

  /**
   * A query within an expression.
   *
   * @param operand what is looked for; empty for EXISTS and scalar sub-queries
   */
  record Nested(Nesting nesting, Family family, List<Expr> operand, Select query) implements Expr {
    public Nested {
      operand = List.copyOf(operand);
    }

    @Override
    public List<Expr> children() {
      return operand;
    }
  }

  /** What is asked of a sub-query. */
  enum Nesting {
    EXISTS("EXISTS "),
    NOT_EXISTS("NOT EXISTS "),
    IN(" IN "),
    NOT_IN(" NOT IN "),
    SCALAR("");

    private final String text;

    Nesting(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** This and all below. */
  default Stream<Expr> all() {
    return Stream.concat(Stream.of(this), children().stream().flatMap(Expr::all));
  }

  default boolean isAggregate() {
    return all().anyMatch(e -> e instanceof Call call && call.operator().isAggregate());
  }

  /** Whether the last digits depend on the order of evaluation. */
  default boolean isApproximate() {
    return all()
        .anyMatch(
            e ->
                e instanceof Call call
                    && (call.operator() == Operator.AVG
                        || (call.operator() == Operator.SUM && call.family() == Family.FLOATING)));
  }
}
