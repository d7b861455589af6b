package io.tiangong.spi;

import java.util.List;

/**
 * Restricts a request to the keys that another fragment delivered: "(columns) is in the key set
 * bound to {@code slot}". When the slot is not bound at run time there is no restriction, and the
 * answer must still be right: the join above tests the keys again.
 *
 * @param slot name of the key set in {@link Bindings#keys}
 * @param columns names of the restricted columns (for SQL requests: rendered SQL expressions)
 */
public record KeyFilter(String slot, List<String> columns) {
  public KeyFilter {
    columns = List.copyOf(columns);
  }
}
