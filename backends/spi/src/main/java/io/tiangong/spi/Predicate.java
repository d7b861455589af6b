package io.tiangong.spi;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on the columns of one table, in SQL's three-valued logic: a row passes when it is
 * true. Only what a key-value source might use; everything else stays with the planner.
 */
public sealed interface Predicate {

  /** Comparison operators. */
  enum Op {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String symbol;

    Op(String symbol) {
      this.symbol = symbol;
    }

    @Override
    public String toString() {
      return symbol;
    }
  }

  /** {@code column op operand}; both of the same type kind, a DECIMAL operand of the same scale. */
  record Compare(Column column, Op op, Operand operand) implements Predicate {
    @Override
    public String toString() {
      return column.name() + " " + op + " " + operand;
    }
  }

  /** {@code column IN (operands)}. */
  record In(Column column, List<Operand> operands) implements Predicate {
    public In {
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return operands.stream()
          .map(Object::toString)
          .collect(Collectors.joining(", ", column.name() + " IN (", ")"));
    }
  }

  /** {@code column IS [NOT] NULL}. */
  record IsNull(Column column, boolean negated) implements Predicate {
    @Override
    public String toString() {
      return column.name() + (negated ? " IS NOT NULL" : " IS NULL");
    }
  }

  /**
   * One of several conjunctions: {@code (a = 1 AND b > 2) OR a IN (3, 4)}.
   *
   * @param branches at least one, of at least one predicate each, none of them an AnyOf
   */
  record AnyOf(List<List<Predicate>> branches) implements Predicate {
    public AnyOf {
      branches = branches.stream().map(List::copyOf).toList();
    }

    @Override
    public String toString() {
      return branches.stream()
          .map(
              branch ->
                  branch.stream()
                      .map(Predicate::toString)
                      .collect(Collectors.joining(" and ", "(", ")")))
          .collect(Collectors.joining(" or "));
    }
  }
}
