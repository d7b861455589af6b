package io.tiangong.hbase.cell;

import io.tiangong.hbase.rowkey.Utf8;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cells as people write values: {@code -12}, {@code 3.50}, {@code true}, {@code 2026-11-11}, {@code
 * 2026-11-11 08:30:00.5} (a T between is read as well), instants as {@code 2026-11-11T08:30:00Z}.
 * VARBINARY is stored as it is.
 */
record TextCell(ColumnType type) implements CellCodec {

  @Override
  public byte[] encode(Object value) {
    Object fit = TypeLimits.fit(type, value);
    return switch (type.kind()) {
      case VARBINARY -> (byte[]) fit;
      case DECIMAL -> Utf8.encode(((BigDecimal) fit).toPlainString());
      case TIMESTAMP -> Utf8.encode(fit.toString().replace('T', ' '));
      default -> Utf8.encode(fit.toString());
    };
  }

  @Override
  public Object decode(byte[] bytes, int offset, int length) {
    int end = offset + length;
    return switch (type.kind()) {
      case VARBINARY -> TypeLimits.fit(type, Arrays.copyOfRange(bytes, offset, end));
      case VARCHAR, JSON -> TypeLimits.fit(type, Utf8.decode(bytes, offset, end));
      default -> parse(Utf8.decode(bytes, offset, end));
    };
  }

  /** Numbers and times can be written in several ways. */
  @Override
  public Optional<CellOrder> order() {
    return type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.VARBINARY
        ? Optional.of(new ByteOrder())
        : Optional.empty();
  }

  private Object parse(String text) {
    try {
      return TypeLimits.fit(type, parsed(text));
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a " + type, e);
    }
  }

  private Object parsed(String text) {
    return switch (type.kind()) {
      case BOOLEAN -> bool(text);
      case DECIMAL -> new BigDecimal(text);
      case FLOAT -> (double) Float.parseFloat(text);
      case DOUBLE -> Double.parseDouble(text);
      case DATE -> LocalDate.parse(text);
      case TIME -> LocalTime.parse(text);
      case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
      case TIMESTAMP_LTZ -> Instant.parse(text);
      default -> Long.parseLong(text);
    };
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NumberFormatException(text);
    };
  }
}
