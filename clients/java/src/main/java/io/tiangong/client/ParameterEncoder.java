package io.tiangong.client;

import com.google.protobuf.ByteString;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import io.tiangong.v1.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Writes Java objects as typed parameters. */
final class ParameterEncoder {

  private static final int MAX_DIGITS = 38;
  private static final int MICROSECONDS = 6;

  /** A bare null is a NULL of text, which casts to every other type; see {@link TypedNull}. */
  private static final Value NULL =
      Value.newBuilder().setType(type(TypeKind.TYPE_KIND_VARCHAR, 0, 0)).build();

  private static final Type TINYINT = type(TypeKind.TYPE_KIND_TINYINT, 0, 0);
  private static final Type SMALLINT = type(TypeKind.TYPE_KIND_SMALLINT, 0, 0);
  private static final Type INTEGER = type(TypeKind.TYPE_KIND_INTEGER, 0, 0);
  private static final Type FLOAT = type(TypeKind.TYPE_KIND_FLOAT, 0, 0);
  private static final Type DATE = type(TypeKind.TYPE_KIND_DATE, 0, 0);
  private static final Type TIME = type(TypeKind.TYPE_KIND_TIME, MICROSECONDS, 0);
  private static final Type TIMESTAMP = type(TypeKind.TYPE_KIND_TIMESTAMP, MICROSECONDS, 0);
  private static final Type INSTANT = type(TypeKind.TYPE_KIND_TIMESTAMP_LTZ, MICROSECONDS, 0);

  private ParameterEncoder() {}

  /** The parameter at a place (from 1, for messages). */
  static Value encode(int place, @Nullable Object parameter) {
    if (parameter == null) {
      return NULL;
    }
    try {
      Value.Builder value = simple(parameter);
      if (value == null) {
        value = temporal(parameter);
      }
      if (value != null) {
        return value.build();
      }
    } catch (ArithmeticException e) {
      throw ErrorCode.INVALID_PARAMETER.error(
          "parameter " + place + " is out of range: " + parameter);
    }
    throw ErrorCode.INVALID_PARAMETER.error(
        "parameter "
            + place
            + " is a "
            + parameter.getClass().getName()
            + "; give a number, String, Boolean, byte[], LocalDate, LocalTime, LocalDateTime,"
            + " Instant or null");
  }

  private static Value.@Nullable Builder simple(Object parameter) {
    Value.Builder value = Value.newBuilder();
    if (parameter instanceof Long number) {
      return value.setInt64Value(number);
    } else if (parameter instanceof String text) {
      return value.setStringValue(text);
    } else if (parameter instanceof Integer number) {
      return value.setType(INTEGER).setInt64Value(number);
    } else if (parameter instanceof BigDecimal number) {
      return decimal(number);
    } else if (parameter instanceof Double number) {
      return value.setDoubleValue(number);
    } else if (parameter instanceof Boolean truth) {
      return value.setBoolValue(truth);
    } else if (parameter instanceof byte[] bytes) {
      return value.setBytesValue(ByteString.copyFrom(bytes));
    } else if (parameter instanceof BigInteger number) {
      return decimal(new BigDecimal(number));
    } else if (parameter instanceof Short number) {
      return value.setType(SMALLINT).setInt64Value(number);
    } else if (parameter instanceof Byte number) {
      return value.setType(TINYINT).setInt64Value(number);
    } else if (parameter instanceof Float number) {
      return value.setType(FLOAT).setDoubleValue(number);
    } else if (parameter instanceof TypedNull none) {
      return value.setType(type(TypeKind.valueOf("TYPE_KIND_" + none.kind()), 0, 0));
    }
    return null;
  }

  private static Value.@Nullable Builder temporal(Object parameter) {
    if (parameter instanceof LocalDate date) {
      return Value.newBuilder().setType(DATE).setInt64Value(date.toEpochDay());
    } else if (parameter instanceof LocalDateTime timestamp) {
      long micros = micros(timestamp.toInstant(ZoneOffset.UTC));
      return Value.newBuilder().setType(TIMESTAMP).setInt64Value(micros);
    } else if (parameter instanceof Instant instant) {
      return Value.newBuilder().setType(INSTANT).setInt64Value(micros(instant));
    } else if (parameter instanceof LocalTime time) {
      return Value.newBuilder().setType(TIME).setInt64Value(time.toNanoOfDay() / 1000);
    }
    return null;
  }

  /** Always of 38 digits, so that numbers of one scale share one plan. */
  private static Value.Builder decimal(BigDecimal number) {
    long integerDigits = (long) number.precision() - number.scale();
    if (integerDigits + Math.max(number.scale(), 0) > MAX_DIGITS || number.scale() > MAX_DIGITS) {
      throw new ArithmeticException("more than 38 digits");
    }
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    return Value.newBuilder()
        .setType(type(TypeKind.TYPE_KIND_DECIMAL, MAX_DIGITS, plain.scale()))
        .setStringValue(plain.toPlainString());
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }

  private static Type type(TypeKind kind, int precision, int scale) {
    return Type.newBuilder().setKind(kind).setPrecision(precision).setScale(scale).build();
  }
}
