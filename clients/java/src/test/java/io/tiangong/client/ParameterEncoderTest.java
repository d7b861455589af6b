package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterEncoderTest {

  @Test
  void theRepresentationDecidesWhereItIsEnough() {
    assertThat(encode(null).getType().getKind()).isEqualTo(TypeKind.TYPE_KIND_VARCHAR);
    assertThat(encode(null).getValueCase()).isEqualTo(Value.ValueCase.VALUE_NOT_SET);
    assertThat(encode(true)).isEqualTo(Value.newBuilder().setBoolValue(true).build());
    assertThat(encode(7L)).isEqualTo(Value.newBuilder().setInt64Value(7).build());
    assertThat(encode(0.5)).isEqualTo(Value.newBuilder().setDoubleValue(0.5).build());
    assertThat(encode("天")).isEqualTo(Value.newBuilder().setStringValue("天").build());
    assertThat(encode(new byte[] {1}))
        .isEqualTo(Value.newBuilder().setBytesValue(ByteString.copyFrom(new byte[] {1})).build());
  }

  @Test
  void narrowNumbersNameTheirType() {
    assertNumber(encode((byte) 7), TypeKind.TYPE_KIND_TINYINT, 7);
    assertNumber(encode((short) 7), TypeKind.TYPE_KIND_SMALLINT, 7);
    assertNumber(encode(7), TypeKind.TYPE_KIND_INTEGER, 7);
    assertThat(encode(0.5f).getType().getKind()).isEqualTo(TypeKind.TYPE_KIND_FLOAT);
    assertThat(encode(0.5f).getDoubleValue()).isEqualTo(0.5);
  }

  @Test
  void timesTravelAsDaysAndMicroseconds() {
    assertNumber(encode(LocalDate.of(1970, 1, 2)), TypeKind.TYPE_KIND_DATE, 1);
    assertNumber(encode(LocalTime.of(0, 0, 1)), TypeKind.TYPE_KIND_TIME, 1_000_000);
    assertNumber(
        encode(LocalDateTime.of(1970, 1, 1, 0, 0, 0, 1999)), TypeKind.TYPE_KIND_TIMESTAMP, 1);
    assertNumber(encode(Instant.ofEpochMilli(-1)), TypeKind.TYPE_KIND_TIMESTAMP_LTZ, -1000);
  }

  @Test
  void typedNullIsATypeWithoutAValue() {
    Value value = encode(new TypedNull(io.tiangong.client.TypeKind.BIGINT));
    assertThat(value.getType().getKind()).isEqualTo(TypeKind.TYPE_KIND_BIGINT);
    assertThat(value.getValueCase()).isEqualTo(Value.ValueCase.VALUE_NOT_SET);
  }

  @Test
  void decimalsKeepTheirScale() {
    assertDecimal(encode(new BigDecimal("-12.50")), 2, "-12.50");
    assertDecimal(encode(new BigDecimal("1E+3")), 0, "1000");
    assertDecimal(encode(BigInteger.TEN), 0, "10");
  }

  @Test
  void whatCannotBeSentIsRefusedByPlaceAndClass() {
    assertRefused(
        List.of(), "parameter 3 is a java.util.ImmutableCollections$ListN; give a number");
    assertRefused(new BigDecimal("1e2000000000"), "parameter 3 is out of range");
    assertRefused(BigDecimal.ONE.movePointLeft(39), "parameter 3 is out of range");
    assertRefused(LocalDateTime.MAX, "parameter 3 is out of range");
  }

  private static Value encode(@Nullable Object parameter) {
    return ParameterEncoder.encode(1, parameter);
  }

  private static void assertNumber(Value value, TypeKind kind, long number) {
    assertThat(value.getType().getKind()).isEqualTo(kind);
    assertThat(value.getInt64Value()).isEqualTo(number);
  }

  private static void assertDecimal(Value value, int scale, String text) {
    Type type =
        Type.newBuilder()
            .setKind(TypeKind.TYPE_KIND_DECIMAL)
            .setPrecision(38)
            .setScale(scale)
            .build();
    assertThat(value).isEqualTo(Value.newBuilder().setType(type).setStringValue(text).build());
  }

  private static void assertRefused(Object parameter, String message) {
    assertThatThrownBy(() -> ParameterEncoder.encode(3, parameter))
        .isInstanceOf(TiangongException.class)
        .hasMessageContaining("INVALID_PARAMETER: " + message);
  }
}
