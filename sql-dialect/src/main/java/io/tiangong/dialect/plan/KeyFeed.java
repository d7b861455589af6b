package io.tiangong.dialect.plan;

import java.util.List;

/**
 * Feeds the distinct values of another fragment's columns into a key slot. When there are more than
 * {@code maxKeys} the slot stays unbound and the fragment runs unrestricted.
 *
 * @param slot the slot of {@link io.tiangong.spi.KeyFilter}
 * @param fragment the fragment that delivers the keys; it may also be an input of a later one
 * @param columns positions in that fragment's output, one per key column
 * @param maxKeys beyond this, reading keys by keys costs more than reading everything
 */
public record KeyFeed(String slot, String fragment, List<Integer> columns, int maxKeys) {
  public KeyFeed {
    columns = List.copyOf(columns);
  }
}
