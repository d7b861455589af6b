package io.tiangong.gateway.grpc;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.JsonText;
import io.tiangong.spi.TypeKind;
import io.tiangong.v1.Value;
import io.tiangong.v1.Value.ValueCase;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reads typed parameters; every refusal names the parameter's number. */
public final class ParameterDecoder {

  private static final long NANOS_PER_MICRO = 1_000;

  /** Bounds texts and exponents before arithmetic, whose cost grows with them. */
  private static final int MAX_DECIMAL_CHARS = 100;

  private ParameterDecoder() {}

  public static List<io.tiangong.spi.Value> decode(List<Value> parameters) {
    List<io.tiangong.spi.Value> values = new ArrayList<>(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      values.add(decode(parameters.get(i), i + 1));
    }
    return values;
  }

  private static io.tiangong.spi.Value decode(Value value, int number) {
    ColumnType type = type(value, number);
    if (value.getValueCase() == ValueCase.VALUE_NOT_SET) {
      return io.tiangong.spi.Value.ofNull(type);
    }
    try {
      if (type.kind() == TypeKind.DECIMAL) {
        return decimal(value, type, number);
      }
      return new io.tiangong.spi.Value(type.withNullable(false), object(value, type, number));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw ProtoTypes.invalid(number, "not a " + type + ": " + e.getMessage());
    }
  }

  private static ColumnType type(Value value, int number) {
    if (value.hasType()) {
      return ProtoTypes.parameterType(value.getType(), number);
    }
    return switch (value.getValueCase()) {
      case BOOL_VALUE -> ColumnType.of(TypeKind.BOOLEAN);
      case INT64_VALUE -> ColumnType.of(TypeKind.BIGINT);
      case DOUBLE_VALUE -> ColumnType.of(TypeKind.DOUBLE);
      case STRING_VALUE -> ColumnType.of(TypeKind.VARCHAR);
      case BYTES_VALUE -> ColumnType.of(TypeKind.VARBINARY);
      case VALUE_NOT_SET -> throw ProtoTypes.invalid(number, "NULL needs a type; set Value.type");
    };
  }

  private static Object object(Value value, ColumnType type, int number) {
    return switch (type.kind()) {
      case BOOLEAN -> {
        require(value, ValueCase.BOOL_VALUE, type, number);
        yield value.getBoolValue();
      }
      case TINYINT -> integer(value, type, number, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> integer(value, type, number, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> integer(value, type, number, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> integer(value, type, number, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT, DOUBLE -> {
        require(value, ValueCase.DOUBLE_VALUE, type, number);
        yield value.getDoubleValue();
      }
      case VARCHAR -> text(value, type, number);
      case JSON -> json(text(value, type, number), number);
      case VARBINARY -> {
        require(value, ValueCase.BYTES_VALUE, type, number);
        yield value.getBytesValue().toByteArray();
      }
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> moment(value, type, number);
      case DECIMAL -> throw new IllegalStateException("decoded apart, with its scale");
    };
  }

  private static Object moment(Value value, ColumnType type, int number) {
    if (value.getValueCase() == ValueCase.INT64_VALUE) {
      long count = value.getInt64Value();
      return switch (type.kind()) {
        case DATE -> LocalDate.ofEpochDay(count);
        case TIME -> LocalTime.ofNanoOfDay(Math.multiplyExact(count, NANOS_PER_MICRO));
        case TIMESTAMP ->
            LocalDateTime.ofInstant(Instant.EPOCH.plus(count, ChronoUnit.MICROS), ZoneOffset.UTC);
        default -> Instant.EPOCH.plus(count, ChronoUnit.MICROS);
      };
    }
    String text = text(value, type, number).replace(' ', 'T');
    return switch (type.kind()) {
      case DATE -> LocalDate.parse(text);
      case TIME -> LocalTime.parse(text).truncatedTo(ChronoUnit.MICROS);
      case TIMESTAMP -> LocalDateTime.parse(text).truncatedTo(ChronoUnit.MICROS);
      default -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    };
  }

  private static io.tiangong.spi.Value decimal(Value value, ColumnType type, int number) {
    String text = text(value, type, number);
    requireRange(text.length() <= MAX_DECIMAL_CHARS, "DECIMAL", number);
    BigDecimal decimal = new BigDecimal(text);
    requireRange(Math.abs(decimal.scale()) <= MAX_DECIMAL_CHARS, "DECIMAL", number);
    if (value.getType().getPrecision() == 0) {
      decimal = decimal.setScale(Math.max(0, decimal.scale()));
      int digits = Math.max(decimal.precision(), decimal.scale());
      requireRange(digits <= ColumnType.MAX_DECIMAL_PRECISION, "DECIMAL", number);
      ColumnType own = ColumnType.decimal(Math.max(1, digits), decimal.scale());
      return new io.tiangong.spi.Value(own.withNullable(false), decimal);
    }
    decimal = decimal.setScale(type.scale());
    requireRange(decimal.precision() <= type.precision(), type.toString(), number);
    return new io.tiangong.spi.Value(type.withNullable(false), decimal);
  }

  private static long integer(Value value, ColumnType type, int number, long min, long max) {
    require(value, ValueCase.INT64_VALUE, type, number);
    long integer = value.getInt64Value();
    requireRange(integer >= min && integer <= max, type.toString(), number);
    return integer;
  }

  private static String text(Value value, ColumnType type, int number) {
    require(value, ValueCase.STRING_VALUE, type, number);
    return value.getStringValue();
  }

  private static String json(String text, int number) {
    if (!JsonText.isValid(text)) {
      throw ProtoTypes.invalid(number, "the text is not JSON");
    }
    return text;
  }

  private static void require(Value value, ValueCase wanted, ColumnType type, int number) {
    if (value.getValueCase() != wanted) {
      throw ProtoTypes.invalid(
          number, "a " + type + " is sent as " + wanted + ", not as " + value.getValueCase());
    }
  }

  private static void requireRange(boolean inRange, String type, int number) {
    if (!inRange) {
      throw ProtoTypes.invalid(number, "the value is out of the range of " + type);
    }
  }
}
