package io.tiangong.hbase.rowkey;

import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The layout of a table's row keys: a computed prefix, then one field per key column.
 *
 * @param text the specification as it was written
 */
public record RowKeySpec(String text, KeyPrefix prefix, List<Field> fields) {

  public RowKeySpec {
    fields = List.copyOf(fields);
  }

  /** A key column and its encoding. */
  public record Field(Column column, FieldCodec codec) {}

  /** The index of a column among the key's fields, without regard to case. */
  public OptionalInt indexOf(String column) {
    return IntStream.range(0, fields.size())
        .filter(i -> fields.get(i).column().name().equalsIgnoreCase(column))
        .findFirst();
  }

  public List<String> columnNames() {
    return fields.stream().map(field -> field.column().name()).toList();
  }

  /**
   * The row key of these values.
   *
   * @param values one per key column, in key order
   * @throws QueryException with {@link ErrorCode#INVALID_PARAMETER} for a value that no key can
   *     hold
   */
  public byte[] encode(List<Object> values) {
    byte[][] encoded = new byte[fields.size()][];
    for (int i = 0; i < encoded.length; i++) {
      byte[] bytes = fields.get(i).codec().encode(values.get(i));
      if (bytes == null) {
        throw new QueryException(
            ErrorCode.INVALID_PARAMETER,
            "a row key laid out as " + text + " can't hold the value of " + name(i));
      }
      encoded[i] = bytes;
    }
    return join(prefix.of(encoded), encoded, encoded.length);
  }

  private String name(int field) {
    return fields.get(field).column().name();
  }

  /** The prefix and the first {@code count} encodings in one array. */
  public static byte[] join(byte[] prefix, byte[][] encoded, int count) {
    int length = prefix.length;
    for (int i = 0; i < count; i++) {
      length += encoded[i].length;
    }
    byte[] key = new byte[length];
    System.arraycopy(prefix, 0, key, 0, prefix.length);
    int at = prefix.length;
    for (int i = 0; i < count; i++) {
      System.arraycopy(encoded[i], 0, key, at, encoded[i].length);
      at += encoded[i].length;
    }
    return key;
  }

  /**
   * Where the fields lie: field i is between {@code bounds[i]} and {@code bounds[i + 1]}.
   *
   * @throws IllegalArgumentException when the key does not have this layout
   */
  public int[] bounds(byte[] key) {
    int[] bounds = new int[fields.size() + 1];
    bounds[0] = prefix.length();
    for (int i = 0; i < fields.size(); i++) {
      bounds[i + 1] = bounds[i] > key.length ? -1 : fields.get(i).codec().end(key, bounds[i]);
      if (bounds[i + 1] < 0) {
        throw new IllegalArgumentException("the key ends before or within " + name(i));
      }
    }
    if (bounds[fields.size()] != key.length) {
      throw new IllegalArgumentException(
          key.length - bounds[fields.size()] + " bytes follow after the last field");
    }
    return bounds;
  }

  /**
   * The value of one field of a key.
   *
   * @param bounds from {@link #bounds}
   */
  public Object decode(byte[] key, int[] bounds, int field) {
    return fields.get(field).codec().decode(key, bounds[field], bounds[field + 1]);
  }
}
