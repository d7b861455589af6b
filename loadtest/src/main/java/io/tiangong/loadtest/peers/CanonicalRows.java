package io.tiangong.loadtest.peers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as texts that are equal when the values are, whatever classes a driver chooses. */
final class CanonicalRows {

  private static final int DECIMALS = 4;

  private CanonicalRows() {}

  static List<List<String>> of(List<List<@Nullable Object>> rows) {
    return rows.stream().map(row -> row.stream().map(CanonicalRows::text).toList()).toList();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal decimal =
          new BigDecimal(number.toString()).setScale(DECIMALS, RoundingMode.HALF_EVEN);
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }
}
