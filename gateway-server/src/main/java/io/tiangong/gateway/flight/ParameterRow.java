package io.tiangong.gateway.flight;

import com.google.protobuf.ByteString;
import io.tiangong.gateway.grpc.ProtoTypes;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import io.tiangong.v1.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.Types.MinorType;

/** The first row of a batch of parameters, in whatever Arrow types the client chose. */
final class ParameterRow {

  private ParameterRow() {}

  /**
   * @param declared types of the question marks; that of a parameter without a type of its own
   */
  static List<Value> values(VectorSchemaRoot batch, List<ColumnType> declared) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < batch.getFieldVectors().size(); i++) {
      FieldVector vector = batch.getVector(i);
      ColumnType type = i < declared.size() ? declared.get(i) : ColumnType.of(TypeKind.VARCHAR);
      values.add(value(vector, type, i + 1));
    }
    return values;
  }

  private static Value value(FieldVector vector, ColumnType declared, int number) {
    ColumnType type = type(vector, declared, number);
    Value.Builder value = Value.newBuilder().setType(ProtoTypes.type(type));
    if (vector.isNull(0)) {
      return value.build();
    }
    return switch (type.kind()) {
      case BOOLEAN -> value.setBoolValue(((BitVector) vector).get(0) != 0).build();
      case TINYINT, SMALLINT, INTEGER, BIGINT -> value.setInt64Value(integer(vector)).build();
      case DECIMAL -> value.setStringValue(decimal(vector).toPlainString()).build();
      case FLOAT, DOUBLE -> value.setDoubleValue(real(vector)).build();
      case VARBINARY -> value.setBytesValue(ByteString.copyFrom(bytes(vector))).build();
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> value.setInt64Value(moment(vector)).build();
      default -> value.setStringValue(String.valueOf(vector.getObject(0))).build();
    };
  }

  private static ColumnType type(FieldVector vector, ColumnType declared, int number) {
    MinorType minor = vector.getMinorType();
    return switch (minor) {
      case NULL -> declared;
      case BIT -> ColumnType.of(TypeKind.BOOLEAN);
      case TINYINT -> ColumnType.of(TypeKind.TINYINT);
      case SMALLINT, UINT1 -> ColumnType.of(TypeKind.SMALLINT);
      case INT, UINT2 -> ColumnType.of(TypeKind.INTEGER);
      case BIGINT, UINT4 -> ColumnType.of(TypeKind.BIGINT);
      case UINT8, DECIMAL, DECIMAL256 -> decimalType(vector, number);
      case FLOAT2, FLOAT4 -> ColumnType.of(TypeKind.FLOAT);
      case FLOAT8 -> ColumnType.of(TypeKind.DOUBLE);
      case VARCHAR, LARGEVARCHAR, VIEWVARCHAR ->
          declared.kind() == TypeKind.VARCHAR ? declared : ColumnType.of(TypeKind.VARCHAR);
      case VARBINARY, LARGEVARBINARY, FIXEDSIZEBINARY -> ColumnType.of(TypeKind.VARBINARY);
      case DATEDAY, DATEMILLI -> ColumnType.of(TypeKind.DATE);
      case TIMESEC, TIMEMILLI, TIMEMICRO, TIMENANO -> ColumnType.of(TypeKind.TIME);
      case TIMESTAMPSEC, TIMESTAMPMILLI, TIMESTAMPMICRO, TIMESTAMPNANO ->
          ColumnType.of(TypeKind.TIMESTAMP);
      case TIMESTAMPSECTZ, TIMESTAMPMILLITZ, TIMESTAMPMICROTZ, TIMESTAMPNANOTZ ->
          ColumnType.of(TypeKind.TIMESTAMP_LTZ);
      default -> throw ProtoTypes.invalid(number, "Arrow's " + minor + " is no type of a value");
    };
  }

  /** As wide as the number itself, so that it is exact whatever the client declared. */
  private static ColumnType decimalType(FieldVector vector, int number) {
    if (vector.isNull(0)) {
      return ColumnType.of(TypeKind.DECIMAL);
    }
    BigDecimal decimal = decimal(vector);
    int scale = Math.max(0, decimal.scale());
    int digits = Math.max(decimal.precision() - decimal.scale() + scale, scale);
    if (digits > ColumnType.MAX_DECIMAL_PRECISION) {
      throw ProtoTypes.invalid(number, "the value is out of the range of DECIMAL");
    }
    return ColumnType.decimal(Math.max(1, digits), scale);
  }

  private static BigDecimal decimal(FieldVector vector) {
    return vector instanceof UInt8Vector unsigned
        ? new BigDecimal(unsigned.getObjectNoOverflow(0))
        : (BigDecimal) vector.getObject(0);
  }

  private static long integer(FieldVector vector) {
    if (vector instanceof UInt4Vector unsigned) {
      return unsigned.getValueAsLong(0);
    }
    Object object = vector.getObject(0);
    return object instanceof Character unsigned ? unsigned : ((Number) object).longValue();
  }

  private static double real(FieldVector vector) {
    return vector instanceof Float2Vector half
        ? half.getValueAsFloat(0)
        : ((Number) vector.getObject(0)).doubleValue();
  }

  private static byte[] bytes(FieldVector vector) {
    if (vector instanceof VarBinaryVector v) {
      return v.get(0);
    }
    return vector instanceof LargeVarBinaryVector v
        ? v.get(0)
        : ((FixedSizeBinaryVector) vector).get(0);
  }

  /** In the unit of the protocol: days, microseconds of the day, microseconds since the epoch. */
  private static long moment(ValueVector vector) {
    if (vector instanceof TimeStampVector v) {
      return micros(v.get(0), v.getMinorType());
    } else if (vector instanceof DateDayVector v) {
      return v.get(0);
    } else if (vector instanceof DateMilliVector v) {
      return Math.floorDiv(v.get(0), TimeUnit.DAYS.toMillis(1));
    } else if (vector instanceof TimeMicroVector v) {
      return v.get(0);
    } else if (vector instanceof TimeNanoVector v) {
      return TimeUnit.NANOSECONDS.toMicros(v.get(0));
    } else if (vector instanceof TimeMilliVector v) {
      return TimeUnit.MILLISECONDS.toMicros(v.get(0));
    }
    return TimeUnit.SECONDS.toMicros(((TimeSecVector) vector).get(0));
  }

  private static long micros(long count, MinorType unit) {
    return switch (unit) {
      case TIMESTAMPSEC, TIMESTAMPSECTZ -> Math.multiplyExact(count, 1_000_000L);
      case TIMESTAMPMILLI, TIMESTAMPMILLITZ -> Math.multiplyExact(count, 1_000L);
      case TIMESTAMPNANO, TIMESTAMPNANOTZ -> Math.floorDiv(count, 1_000L);
      default -> count;
    };
  }
}
