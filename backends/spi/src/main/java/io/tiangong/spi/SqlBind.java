package io.tiangong.spi;

/** What fills a hole of {@link SqlText}. */
public sealed interface SqlBind {

  /**
   * A scalar parameter: one {@code ?}.
   *
   * @param index into {@link Bindings#parameters}
   */
  record Parameter(int index, ColumnType type) implements SqlBind {
    @Override
    public String toString() {
      return "?" + (index + 1);
    }
  }

  /**
   * A whole predicate: {@code expr IN (?, …)}, {@code (e1, e2) IN ((?, ?), …)}, FALSE for an empty
   * key set, or TRUE when the slot is not bound.
   */
  record Keys(KeyFilter filter) implements SqlBind {
    @Override
    public String toString() {
      return "{(" + String.join(", ", filter.columns()) + ") in keys " + filter.slot() + "}";
    }
  }
}
