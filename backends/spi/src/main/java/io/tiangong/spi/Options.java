package io.tiangong.spi;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The WITH map of one declaration, read strictly: every fault is CATALOG_INVALID naming the owner
 * and the option, never the value, which may be a secret.
 *
 * @param owner whose options these are, such as {@code source mysql_ord}
 * @param values keys in lower case
 */
public record Options(String owner, Map<String, String> values) {

  public Options {
    values = Map.copyOf(values);
  }

  /** These options; refuses those that are not among the known ones, with the nearest of them. */
  public Options requireKnown(Set<String> known) {
    for (String key : new TreeSet<>(values.keySet())) {
      if (!known.contains(key)) {
        throw invalid(
            "unknown option '"
                + key
                + "'"
                + NearestName.of(key, known)
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("; known are " + new TreeSet<>(known)));
      }
    }
    return this;
  }

  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public String required(String key) {
    return text(key).orElseThrow(() -> invalid("option '" + key + "' is missing"));
  }

  /** The number, or the default when it is not given. */
  public int integer(String key, int otherwise, int min, int max) {
    String value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of bounds.
    }
    throw invalid("option '" + key + "' must be a number from " + min + " to " + max);
  }

  /** A fault of these options. */
  public QueryException invalid(String message) {
    return new QueryException(ErrorCode.CATALOG_INVALID, owner + ": " + message);
  }
}
