package io.tiangong.hbase.rowkey;

import java.util.List;
import java.util.stream.IntStream;

/** What stands before the fields of a row key, computed from them, to spread writes. */
public sealed interface KeyPrefix {

  /** Bytes that it takes. */
  int length();

  /** Indexes of the fields that it is computed from. */
  List<Integer> fields();

  /**
   * The prefix of a key.
   *
   * @param encoded encodings by field index; at least those of {@link #fields()}
   */
  byte[] of(byte[][] encoded);

  /** Every prefix there can be; empty when they are too many to be listed. */
  List<byte[]> candidates();

  /** Nothing. */
  record None() implements KeyPrefix {
    @Override
    public int length() {
      return 0;
    }

    @Override
    public List<Integer> fields() {
      return List.of();
    }

    @Override
    public byte[] of(byte[][] encoded) {
      return new byte[0];
    }

    @Override
    public List<byte[]> candidates() {
      return List.of(new byte[0]);
    }
  }

  /** {@code salt(n)} and {@code salt(n, column…)}: one byte, the hash of the fields modulo n. */
  record Salt(int buckets, List<Integer> fields) implements KeyPrefix {
    public Salt {
      fields = List.copyOf(fields);
    }

    @Override
    public int length() {
      return 1;
    }

    @Override
    public byte[] of(byte[][] encoded) {
      return bucket(Integer.remainderUnsigned(hash(fields, encoded), buckets));
    }

    @Override
    public List<byte[]> candidates() {
      return IntStream.range(0, buckets).mapToObj(Salt::bucket).toList();
    }

    private static byte[] bucket(int number) {
      return new byte[] {(byte) number};
    }
  }

  /** {@code hash(column, n)}: the first n bytes of the field's hash. */
  record Hash(int field, int length) implements KeyPrefix {
    @Override
    public List<Integer> fields() {
      return List.of(field);
    }

    @Override
    public byte[] of(byte[][] encoded) {
      int hash = hash(fields(), encoded);
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (hash >>> (Integer.SIZE - 8 * (i + 1)));
      }
      return bytes;
    }

    @Override
    public List<byte[]> candidates() {
      return List.of();
    }
  }

  private static int hash(List<Integer> fields, byte[][] encoded) {
    StableHash hash = new StableHash();
    fields.forEach(field -> hash.add(encoded[field]));
    return hash.value();
  }
}
