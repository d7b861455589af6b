package io.tiangong.hbase.rowkey;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An interval of byte strings in unsigned lexicographic order. Arrays are not copied.
 *
 * @param from inclusive; empty: from the first
 * @param to exclusive; null: to the last
 */
@SuppressWarnings("ArrayRecordComponent")
public record ByteRange(byte[] from, byte @Nullable [] to) {

  private static final byte[] FIRST = {};

  public static ByteRange all() {
    return new ByteRange(FIRST, null);
  }

  /** All byte strings that start with {@code prefix}. */
  public static ByteRange startingWith(byte[] prefix) {
    return new ByteRange(prefix, afterPrefix(prefix));
  }

  /** Exactly {@code key}. */
  public static ByteRange only(byte[] key) {
    return new ByteRange(key, successor(key));
  }

  public static ByteRange none() {
    return new ByteRange(FIRST, FIRST);
  }

  /**
   * One side of a cut.
   *
   * @param cut the first byte string above the cut; null: all are below it
   */
  public static ByteRange side(boolean below, byte @Nullable [] cut) {
    if (below) {
      return new ByteRange(FIRST, cut);
    }
    return cut == null ? none() : new ByteRange(cut, null);
  }

  /** The first byte string above {@code key}. */
  public static byte[] successor(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /** The first byte string above all that start with {@code prefix}; null when there is none. */
  public static byte @Nullable [] afterPrefix(byte[] prefix) {
    int last = prefix.length - 1;
    while (last >= 0 && prefix[last] == (byte) 0xff) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    byte[] after = Arrays.copyOf(prefix, last + 1);
    after[last]++;
    return after;
  }

  public boolean isEmpty() {
    return to != null && Arrays.compareUnsigned(from, to) >= 0;
  }

  public boolean isAll() {
    return from.length == 0 && to == null;
  }

  public boolean contains(byte[] key) {
    return contains(key, 0, key.length);
  }

  public boolean contains(byte[] bytes, int start, int end) {
    return Arrays.compareUnsigned(bytes, start, end, from, 0, from.length) >= 0
        && (to == null || Arrays.compareUnsigned(bytes, start, end, to, 0, to.length) < 0);
  }

  public ByteRange intersect(ByteRange other) {
    byte[] start = Arrays.compareUnsigned(from, other.from) >= 0 ? from : other.from;
    return new ByteRange(start, lower(to, other.to));
  }

  private static byte @Nullable [] lower(byte @Nullable [] a, byte @Nullable [] b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Arrays.compareUnsigned(a, b) <= 0 ? a : b;
  }

  /** The byte strings {@code prefix + x} for all x of this interval. */
  public ByteRange under(byte[] prefix) {
    byte[] end = to == null ? afterPrefix(prefix) : concat(prefix, to);
    return new ByteRange(concat(prefix, from), end);
  }

  private static byte[] concat(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ByteRange that
        && Arrays.equals(from, that.from)
        && Arrays.equals(to, that.to);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return "[" + hex.formatHex(from) + ", " + (to == null ? "" : hex.formatHex(to)) + ")";
  }
}
