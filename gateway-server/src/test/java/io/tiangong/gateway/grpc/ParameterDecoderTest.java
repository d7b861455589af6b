package io.tiangong.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import io.tiangong.v1.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ParameterDecoderTest {

  @Test
  void representationDecidesTheTypeWhenNoneIsGiven() {
    assertThat(decode(Value.newBuilder().setBoolValue(true)).value()).isEqualTo(true);
    assertThat(decode(Value.newBuilder().setInt64Value(7))).isEqualTo(io.tiangong.spi.Value.of(7L));
    assertThat(decode(Value.newBuilder().setDoubleValue(0.5)))
        .isEqualTo(io.tiangong.spi.Value.of(0.5));
    assertThat(decode(Value.newBuilder().setStringValue("x")))
        .isEqualTo(io.tiangong.spi.Value.of("x"));
    assertThat(decode(Value.newBuilder().setBytesValue(ByteString.copyFromUtf8("b"))).value())
        .isEqualTo(new byte[] {'b'});
  }

  @Test
  void momentsComeAsNumbersOrText() {
    assertThat(decode(TypeKind.TYPE_KIND_DATE, 1)).isEqualTo(LocalDate.of(1970, 1, 2));
    assertThat(decode(TypeKind.TYPE_KIND_DATE, "2026-11-11")).isEqualTo(LocalDate.of(2026, 11, 11));
    assertThat(decode(TypeKind.TYPE_KIND_TIME, 1_000_000)).isEqualTo(LocalTime.of(0, 0, 1));
    assertThat(decode(TypeKind.TYPE_KIND_TIME, "12:30")).isEqualTo(LocalTime.of(12, 30));
    LocalDateTime moment = LocalDateTime.of(2026, 11, 11, 8, 0, 0, 1_000);
    assertThat(decode(TypeKind.TYPE_KIND_TIMESTAMP, "2026-11-11 08:00:00.000001"))
        .isEqualTo(moment);
    assertThat(decode(TypeKind.TYPE_KIND_TIMESTAMP, "2026-11-11T08:00:00.000001999"))
        .isEqualTo(moment);
    assertThat(decode(TypeKind.TYPE_KIND_TIMESTAMP, -1))
        .isEqualTo(LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
    assertThat(decode(TypeKind.TYPE_KIND_TIMESTAMP_LTZ, "2026-11-11T08:00:00+08:00"))
        .isEqualTo(Instant.parse("2026-11-11T00:00:00Z"));
    assertThat(decode(TypeKind.TYPE_KIND_TIMESTAMP_LTZ, 0)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void jsonIsChecked() {
    assertThat(decode(TypeKind.TYPE_KIND_JSON, " [1] ")).isEqualTo(" [1] ");
    assertThatThrownBy(() -> decode(TypeKind.TYPE_KIND_JSON, "[1,]"))
        .hasMessage("INVALID_PARAMETER: parameter 1: the text is not JSON");
  }

  @Test
  void decimalsTakeTheScaleOfTheirTypeOrTheirOwn() {
    Type type =
        Type.newBuilder().setKind(TypeKind.TYPE_KIND_DECIMAL).setPrecision(5).setScale(2).build();
    assertThat(decode(Value.newBuilder().setType(type).setStringValue("1.5")).value())
        .isEqualTo(new BigDecimal("1.50"));
    io.tiangong.spi.Value own =
        decode(
            Value.newBuilder()
                .setType(Type.newBuilder().setKind(TypeKind.TYPE_KIND_DECIMAL))
                .setStringValue("-0.005"));
    assertThat(own.value()).isEqualTo(new BigDecimal("-0.005"));
    assertThat(own.type().toString()).isEqualTo("DECIMAL(3, 3)");
    refuses(Value.newBuilder().setType(type).setStringValue("1.555"), "DECIMAL(5, 2)");
    refuses(Value.newBuilder().setType(type).setStringValue("1000"), "out of the range");
    refuses(Value.newBuilder().setType(type).setStringValue("1e99999999"), "DECIMAL");
    refuses(Value.newBuilder().setType(type).setStringValue("1e-99999999"), "DECIMAL");
    refuses(Value.newBuilder().setType(type).setStringValue("1".repeat(1_000_000)), "DECIMAL");
    refuses(Value.newBuilder().setType(type).setStringValue("x"), "DECIMAL(5, 2)");
    refuses(Value.newBuilder().setType(type).setInt64Value(1), "STRING_VALUE");
    refuses(
        Value.newBuilder()
            .setType(Type.newBuilder().setKind(TypeKind.TYPE_KIND_DECIMAL))
            .setStringValue("1e99999999"),
        "DECIMAL");
  }

  @Test
  void typedNullKeepsItsType() {
    io.tiangong.spi.Value value =
        decode(Value.newBuilder().setType(Type.newBuilder().setKind(TypeKind.TYPE_KIND_DATE)));
    assertThat(value.isNull()).isTrue();
    assertThat(value.type().kind()).isEqualTo(io.tiangong.spi.TypeKind.DATE);
  }

  @Test
  void refusalsNameTheParameter() {
    refuses(Value.newBuilder(), "NULL needs a type");
    refuses(typed(TypeKind.TYPE_KIND_UNSPECIFIED).setInt64Value(1), "unknown type kind 0");
    refuses(
        Value.newBuilder().setType(Type.newBuilder().setKindValue(99)).setInt64Value(1),
        "unknown type kind 99");
    refuses(typed(TypeKind.TYPE_KIND_TINYINT).setInt64Value(128), "out of the range of TINYINT");
    refuses(typed(TypeKind.TYPE_KIND_DATE).setStringValue("11/11"), "not a DATE");
    refuses(typed(TypeKind.TYPE_KIND_DATE).setInt64Value(Long.MAX_VALUE), "not a DATE");
    refuses(typed(TypeKind.TYPE_KIND_TIME).setInt64Value(Long.MAX_VALUE), "not a TIME");
    refuses(typed(TypeKind.TYPE_KIND_TIMESTAMP).setBoolValue(true), "STRING_VALUE");
    refuses(typed(TypeKind.TYPE_KIND_BOOLEAN).setInt64Value(1), "BOOL_VALUE");
    refuses(
        Value.newBuilder()
            .setType(Type.newBuilder().setKind(TypeKind.TYPE_KIND_DECIMAL).setPrecision(77)),
        "no such type");
  }

  private static void refuses(Value.Builder value, String problem) {
    Value first = Value.newBuilder().setInt64Value(1).build();
    assertThatThrownBy(() -> ParameterDecoder.decode(List.of(first, value.build())))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("INVALID_PARAMETER: parameter 2: ")
        .hasMessageContaining(problem);
  }

  private static Value.Builder typed(TypeKind kind) {
    return Value.newBuilder().setType(Type.newBuilder().setKind(kind));
  }

  private static Object decode(TypeKind kind, long number) {
    return Objects.requireNonNull(decode(typed(kind).setInt64Value(number)).value());
  }

  private static Object decode(TypeKind kind, String text) {
    return Objects.requireNonNull(decode(typed(kind).setStringValue(text)).value());
  }

  private static io.tiangong.spi.Value decode(Value.Builder value) {
    return ParameterDecoder.decode(List.of(value.build())).get(0);
  }
}
