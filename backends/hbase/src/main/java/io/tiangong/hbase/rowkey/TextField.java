package io.tiangong.hbase.rowkey;

import io.tiangong.spi.Predicate.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code utf8(column)}: UTF-8, ended by a zero byte unless it is the key's last field. A text that
 * holds U+0000 can't be stored before the end of a key.
 *
 * @param last whether nothing follows, so that no end mark is needed
 */
record TextField(boolean last) implements FieldCodec {

  @Override
  public byte @Nullable [] encode(Object value) {
    byte[] text = Utf8.encode((String) value);
    if (last) {
      return text;
    }
    return zero(text) < text.length ? null : Arrays.copyOf(text, text.length + 1);
  }

  /*
   * A stored text never holds U+0000 when it is ended by one. Texts below an operand u + U+0000 + …
   * are then exactly those that are not above u.
   */
  @Override
  public ByteRange range(Op op, Object operand) {
    byte[] text = Utf8.encode((String) operand);
    int cut = last ? text.length : zero(text);
    byte[] bound = last ? text : Arrays.copyOf(text, cut + 1);
    boolean below = op == Op.LT || op == Op.LE;
    boolean withBound = cut < text.length ? below : op == Op.LE || op == Op.GE;
    return ByteRange.side(below, below == withBound ? matching(bound).to() : bound);
  }

  @Override
  public ByteRange matching(byte[] encoded) {
    return last ? ByteRange.only(encoded) : ByteRange.startingWith(encoded);
  }

  @Override
  public int end(byte[] key, int start) {
    if (last) {
      return key.length;
    }
    for (int i = start; i < key.length; i++) {
      if (key[i] == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  @Override
  public Object decode(byte[] key, int start, int end) {
    return Utf8.decode(key, start, last ? end : end - 1);
  }

  @Override
  public boolean descending() {
    return false;
  }

  private static int zero(byte[] text) {
    int i = 0;
    while (i < text.length && text[i] != 0) {
      i++;
    }
    return i;
  }
}
