package io.tiangong.conformance.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a query. */
public sealed interface Answer {

  /**
   * Rows; cells are BigDecimal without trailing zeros, Double, Boolean, or text.
   *
   * @param types of the columns; empty where nobody says them
   */
  record Rows(List<String> types, List<List<@Nullable Object>> rows) implements Answer {
    @Override
    public String kind() {
      return "rows";
    }
  }

  /** An error, by its stable name. */
  record Failure(String code, String message) implements Answer {
    @Override
    public String kind() {
      return code;
    }
  }

  /** Rows, or which error. */
  String kind();
}
