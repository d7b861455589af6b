package io.tiangong.dialect.fingerprint;

import io.tiangong.dialect.plan.Hints;
import io.tiangong.spi.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a text always gives, whatever the caller's parameters are.
 *
 * @param slots one per {@code ?} of {@code sql}: a lifted value, or empty for the caller's next one
 * @param callers how many of the slots are the caller's
 * @param hints those that are left out of the key
 */
record Shape(
    String key,
    String shortName,
    String sql,
    List<Optional<Value>> slots,
    int callers,
    Optional<Hints> hints) {

  private static final int FIXED_BYTES = 200;
  private static final int SLOT_BYTES = 100;

  /** A text that is left as it is. */
  static Shape verbatim(String sql) {
    return new Shape(sql, Fingerprint.shortName(sql), sql, List.of(), 0, Optional.empty());
  }

  Fingerprint with(String text, List<Value> parameters) {
    if (slots.size() == callers) {
      return new Fingerprint(key, shortName, text, parameters, hints);
    }
    if (parameters.size() != callers) {
      return Fingerprint.verbatim(text, parameters);
    }
    List<Value> all = new ArrayList<>(slots.size());
    int next = 0;
    for (Optional<Value> slot : slots) {
      all.add(slot.isPresent() ? slot.get() : parameters.get(next++));
    }
    return new Fingerprint(key, shortName, sql, all, hints);
  }

  /** Roughly what it costs to keep. */
  int bytes(String text) {
    return FIXED_BYTES
        + 2 * (text.length() + key.length() + sql.length())
        + SLOT_BYTES * slots.size();
  }
}
