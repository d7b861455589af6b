package io.tiangong.dialect.fingerprint;

import io.tiangong.dialect.plan.Hints;
import io.tiangong.spi.Value;
import java.util.List;
import java.util.Optional;

/**
 * A statement apart from what varies between its executions.
 *
 * @param key normalised text with a typed marker in place of each lifted literal; equal keys (and
 *     equal parameter types) mean equal plans
 * @param shortName 16 hexadecimal digits of a stable hash of {@code key}, for statistics and logs
 * @param sql the text to plan: each lifted literal is a {@code ?}, all else stands where it stood,
 *     so that places in errors are places in the caller's text
 * @param parameters the caller's and the lifted values, in the order of the {@code ?}s
 * @param hints those of this text, which are not in the key; empty: they are in the key, if any
 */
public record Fingerprint(
    String key, String shortName, String sql, List<Value> parameters, Optional<Hints> hints) {

  public Fingerprint {
    parameters = List.copyOf(parameters);
  }

  /** The fingerprint of a text that is left as it is. */
  static Fingerprint verbatim(String sql, List<Value> parameters) {
    return new Fingerprint(sql, shortName(sql), sql, parameters, Optional.empty());
  }

  /** FNV-1a over the characters, finished with a mixer so that all digits vary. */
  static String shortName(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return String.format("%016x", hash ^ (hash >>> 33));
  }
}
