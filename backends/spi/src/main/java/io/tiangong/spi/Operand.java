package io.tiangong.spi;

import org.jspecify.annotations.Nullable;

/** A value in a predicate: known when planned, or when run. */
public sealed interface Operand {

  ColumnType type();

  /** A constant; see {@link Value} for the Java classes. Never NULL: the planner folds those. */
  record Literal(Value value) implements Operand {
    @Override
    public ColumnType type() {
      return value.type();
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /**
   * A parameter.
   *
   * @param index into {@link Bindings#parameters}; its value may turn out to be NULL, and then the
   *     predicate is not true for any row
   */
  record Parameter(int index, ColumnType type) implements Operand {
    @Override
    public String toString() {
      return "?" + (index + 1);
    }
  }

  /** The value under these bindings; null is SQL's NULL. */
  default @Nullable Object resolve(Bindings bindings) {
    if (this instanceof Literal literal) {
      return literal.value().value();
    }
    return bindings.parameter(((Parameter) this).index()).value();
  }
}
