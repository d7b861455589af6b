package io.tiangong.hbase.rowkey;

import io.tiangong.spi.Predicate.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code fixed(column, n)}: a text whose UTF-8 has exactly {@code length} bytes. */
record FixedTextField(int length) implements FieldCodec {

  @Override
  public byte @Nullable [] encode(Object value) {
    byte[] text = Utf8.encode((String) value);
    return text.length == length ? text : null;
  }

  /*
   * No stored text equals an operand of another length. A longer operand sorts directly above its
   * first bytes, a shorter one directly below everything that starts with it.
   */
  @Override
  public ByteRange range(Op op, Object operand) {
    byte[] text = Utf8.encode((String) operand);
    byte[] bound = text.length > length ? Arrays.copyOf(text, length) : text;
    boolean below = op == Op.LT || op == Op.LE;
    boolean withBound =
        text.length == length ? op == Op.LE || op == Op.GE : (text.length > length) == below;
    return ByteRange.side(below, below == withBound ? ByteRange.afterPrefix(bound) : bound);
  }

  @Override
  public ByteRange matching(byte[] encoded) {
    return ByteRange.startingWith(encoded);
  }

  @Override
  public int end(byte[] key, int start) {
    return start + length <= key.length ? start + length : -1;
  }

  @Override
  public Object decode(byte[] key, int start, int end) {
    return Utf8.decode(key, start, end);
  }

  @Override
  public boolean descending() {
    return false;
  }
}
