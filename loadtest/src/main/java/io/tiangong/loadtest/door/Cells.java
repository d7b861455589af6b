package io.tiangong.loadtest.door;

import io.tiangong.v1.Batch;
import io.tiangong.v1.ColumnData;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import io.tiangong.v1.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values on the wire and in Java, where whole numbers are longs and dates are of java.time. */
final class Cells {

  private static final int DIGITS_IN_A_LONG = 18;
  private static final long MICROS = 1_000_000;

  private Cells() {}

  static Value encode(Object value) {
    if (value instanceof Long number) {
      return Value.newBuilder().setInt64Value(number).build();
    } else if (value instanceof LocalDate date) {
      return Value.newBuilder()
          .setType(Type.newBuilder().setKind(TypeKind.TYPE_KIND_DATE))
          .setInt64Value(date.toEpochDay())
          .build();
    }
    return Value.newBuilder().setStringValue(value.toString()).build();
  }

  /** What JDBC drivers give, in the same classes. */
  static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    } else if (value instanceof BigInteger number) {
      return number.longValueExact();
    } else if (value instanceof Float number) {
      return number.doubleValue();
    } else if (value instanceof Date date) {
      return date.toLocalDate();
    } else if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    return value;
  }

  /** The rows of an answer in protobuf columns. */
  static List<List<@Nullable Object>> rows(List<ExecuteResponse> messages) {
    List<Type> types =
        messages.get(0).getHeader().getColumnsList().stream().map(c -> c.getType()).toList();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ExecuteResponse message : messages) {
      Batch batch = message.getBatch();
      int first = rows.size();
      for (int row = 0; row < batch.getRows(); row++) {
        rows.add(new ArrayList<>(types.size()));
      }
      for (int column = 0; column < batch.getColumnsCount() && batch.getRows() > 0; column++) {
        append(rows.subList(first, rows.size()), batch.getColumns(column), types.get(column));
      }
    }
    return rows;
  }

  private static void append(List<List<@Nullable Object>> rows, ColumnData data, Type type) {
    int nulls = 0;
    for (int row = 0; row < rows.size(); row++) {
      boolean isNull = nulls < data.getNullRowsCount() && data.getNullRows(nulls) == row;
      rows.get(row).add(isNull ? null : cell(data, type, row));
      nulls += isNull ? 1 : 0;
    }
  }

  private static Object cell(ColumnData data, Type type, int row) {
    return switch (type.getKind()) {
      case TYPE_KIND_BOOLEAN -> data.getBoolValues(row);
      case TYPE_KIND_TINYINT, TYPE_KIND_SMALLINT, TYPE_KIND_INTEGER ->
          (long) data.getInt32Values(row);
      case TYPE_KIND_BIGINT -> data.getInt64Values(row);
      case TYPE_KIND_DECIMAL -> decimal(data, type, row);
      case TYPE_KIND_FLOAT -> (double) data.getFloatValues(row);
      case TYPE_KIND_DOUBLE -> data.getDoubleValues(row);
      case TYPE_KIND_DATE -> LocalDate.ofEpochDay(data.getInt32Values(row));
      case TYPE_KIND_TIME -> LocalTime.ofNanoOfDay(data.getInt64Values(row) * 1_000);
      case TYPE_KIND_TIMESTAMP -> timestamp(data.getInt64Values(row));
      case TYPE_KIND_TIMESTAMP_LTZ -> timestamp(data.getInt64Values(row)).toInstant(ZoneOffset.UTC);
      case TYPE_KIND_VARBINARY -> data.getBytesValues(row);
      case TYPE_KIND_VARCHAR, TYPE_KIND_JSON -> data.getStringValues(row);
      case TYPE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("a column of unknown type");
    };
  }

  private static BigDecimal decimal(ColumnData data, Type type, int row) {
    return type.getPrecision() > DIGITS_IN_A_LONG
        ? new BigDecimal(new BigInteger(data.getBytesValues(row).toByteArray()), type.getScale())
        : BigDecimal.valueOf(data.getInt64Values(row), type.getScale());
  }

  private static LocalDateTime timestamp(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1_000, ZoneOffset.UTC);
  }
}
