package io.tiangong.hbase.keyplan;

import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A key set, encoded: distinct tuples for some fields of the row key. Each tuple is an array by
 * field index that holds null for the other fields.
 */
final class KeyTuples {

  private final SortedSet<Integer> fields;
  private final Map<ByteBuffer, byte[][]> tuples = new HashMap<>();

  private KeyTuples(SortedSet<Integer> fields) {
    this.fields = fields;
  }

  /**
   * The part of the key set that speaks of key columns; null when no column is one. Tuples outside
   * the domains are left out.
   */
  static @Nullable KeyTuples of(
      RowKeySpec spec, KeyFilter filter, KeySet keys, List<FieldDomain> domains) {
    int[] fieldOf =
        filter.columns().stream()
            .map(spec::indexOf)
            .mapToInt((OptionalInt index) -> index.orElse(-1))
            .toArray();
    SortedSet<Integer> fields = new TreeSet<>();
    for (int field : fieldOf) {
      if (field >= 0) {
        fields.add(field);
      }
    }
    if (fields.isEmpty()) {
      return null;
    }
    KeyTuples tuples = new KeyTuples(fields);
    keys.rows().forEach(key -> tuples.add(spec, fieldOf, key, domains));
    return tuples;
  }

  private void add(RowKeySpec spec, int[] fieldOf, List<Object> key, List<FieldDomain> domains) {
    byte[][] tuple = new byte[spec.fields().size()][];
    for (int i = 0; i < fieldOf.length; i++) {
      if (fieldOf[i] >= 0) {
        byte[] encoded = spec.fields().get(fieldOf[i]).codec().encode(key.get(i));
        if (encoded == null || !domains.get(fieldOf[i]).contains(encoded)) {
          return;
        }
        tuple[fieldOf[i]] = encoded;
      }
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    fields.forEach(field -> joined.writeBytes(tuple[field]));
    tuples.put(ByteBuffer.wrap(joined.toByteArray()), tuple);
  }

  boolean covers(int field) {
    return fields.contains(field);
  }

  int lastField() {
    return fields.last();
  }

  int size() {
    return tuples.size();
  }

  Collection<byte[][]> tuples() {
    return tuples.values();
  }

  /** Whether the fields of a row key are among the tuples. */
  boolean contains(byte[] key, int[] bounds) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    fields.forEach(field -> joined.write(key, bounds[field], bounds[field + 1] - bounds[field]));
    return tuples.containsKey(ByteBuffer.wrap(joined.toByteArray()));
  }
}
