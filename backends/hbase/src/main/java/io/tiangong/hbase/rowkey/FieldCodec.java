package io.tiangong.hbase.rowkey;

import io.tiangong.spi.Predicate.Op;
import org.jspecify.annotations.Nullable;

/**
 * How one column is laid out inside a row key: encodings sort, unsigned and also with anything
 * after them, as the values do (or the other way round when {@link #descending}).
 */
public sealed interface FieldCodec permits TextField, FixedTextField, NumberField {

  /** The encoding; null when no row key can hold the value, so that no row equals it. */
  byte @Nullable [] encode(Object value);

  /**
   * The row keys, seen from this field on, for which {@code column op operand} holds.
   *
   * @param op one of LT, LE, GT, GE
   */
  ByteRange range(Op op, Object operand);

  /** The row keys, seen from this field on, whose field has this encoding. */
  ByteRange matching(byte[] encoded);

  /** Where the field that begins at {@code start} ends; negative when the key is cut short. */
  int end(byte[] key, int start);

  /**
   * The value between the two indexes.
   *
   * @throws IllegalArgumentException when the bytes are not an encoding
   */
  Object decode(byte[] key, int start, int end);

  /** Whether greater values sort first. */
  boolean descending();
}
