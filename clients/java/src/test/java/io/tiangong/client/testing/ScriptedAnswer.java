package io.tiangong.client.testing;

import com.google.protobuf.ByteString;
import io.tiangong.v1.Batch;
import io.tiangong.v1.Column;
import io.tiangong.v1.ColumnData;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.Header;
import io.tiangong.v1.Timings;
import io.tiangong.v1.Trailer;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of Java objects, written as a gateway writes them. */
public final class ScriptedAnswer {

  private static final int DIGITS_IN_A_LONG = 18;

  private final List<Column> columns = new ArrayList<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private boolean complete = true;

  public ScriptedAnswer column(String name, TypeKind kind) {
    return column(name, kind, 0, 0);
  }

  public ScriptedAnswer column(String name, TypeKind kind, int precision, int scale) {
    Type.Builder type =
        Type.newBuilder().setKind(kind).setPrecision(precision).setScale(scale).setNullable(true);
    columns.add(Column.newBuilder().setName(name).setType(type).build());
    return this;
  }

  public ScriptedAnswer row(@Nullable Object... cells) {
    rows.add(cells);
    return this;
  }

  /** There were more rows. */
  public ScriptedAnswer cut() {
    complete = false;
    return this;
  }

  public List<Column> columns() {
    return List.copyOf(columns);
  }

  /** Header, rows and trailer in one message. */
  public ExecuteResponse whole() {
    return ExecuteResponse.newBuilder()
        .setHeader(header())
        .setBatch(batch(0, rows.size()))
        .setTrailer(trailer())
        .build();
  }

  /** Header, then messages of so many rows, then the trailer. */
  public List<ExecuteResponse> messages(int rowsEach) {
    List<ExecuteResponse> messages = new ArrayList<>();
    messages.add(ExecuteResponse.newBuilder().setHeader(header()).build());
    for (int from = 0; from < rows.size(); from += rowsEach) {
      Batch batch = batch(from, Math.min(from + rowsEach, rows.size()));
      messages.add(ExecuteResponse.newBuilder().setBatch(batch).build());
    }
    messages.add(ExecuteResponse.newBuilder().setTrailer(trailer()).build());
    return messages;
  }

  private Header header() {
    return Header.newBuilder().setQueryId("q-1").addAllColumns(columns).build();
  }

  private Trailer trailer() {
    return Trailer.newBuilder()
        .setRows(rows.size())
        .setComplete(complete)
        .setTimings(Timings.newBuilder().setTotalMicros(1))
        .build();
  }

  private Batch batch(int from, int to) {
    Batch.Builder batch = Batch.newBuilder().setRows(to - from);
    for (int i = 0; to > from && i < columns.size(); i++) {
      ColumnData.Builder cells = ColumnData.newBuilder();
      for (int row = from; row < to; row++) {
        Object cell = rows.get(row)[i];
        if (cell == null) {
          cells.addNullRows(row - from);
        }
        add(cells, columns.get(i).getType(), cell);
      }
      batch.addColumns(cells);
    }
    return batch.build();
  }

  private static void add(ColumnData.Builder cells, Type type, @Nullable Object cell) {
    switch (type.getKind()) {
      case TYPE_KIND_BOOLEAN -> cells.addBoolValues(Boolean.TRUE.equals(cell));
      case TYPE_KIND_TINYINT, TYPE_KIND_SMALLINT, TYPE_KIND_INTEGER, TYPE_KIND_DATE ->
          cells.addInt32Values((int) number(cell));
      case TYPE_KIND_BIGINT, TYPE_KIND_TIME, TYPE_KIND_TIMESTAMP, TYPE_KIND_TIMESTAMP_LTZ ->
          cells.addInt64Values(number(cell));
      case TYPE_KIND_FLOAT -> cells.addFloatValues(cell == null ? 0 : (Float) cell);
      case TYPE_KIND_DOUBLE -> cells.addDoubleValues(cell == null ? 0 : (Double) cell);
      case TYPE_KIND_VARCHAR, TYPE_KIND_JSON ->
          cells.addStringValues(cell == null ? "" : (String) cell);
      case TYPE_KIND_VARBINARY ->
          cells.addBytesValues(
              cell == null ? ByteString.EMPTY : ByteString.copyFrom((byte[]) cell));
      case TYPE_KIND_DECIMAL -> addDecimal(cells, type, (BigDecimal) cell);
      default -> throw new IllegalArgumentException(type.toString());
    }
  }

  private static void addDecimal(ColumnData.Builder cells, Type type, @Nullable BigDecimal number) {
    BigDecimal scaled = (number == null ? BigDecimal.ZERO : number).setScale(type.getScale());
    if (type.getPrecision() > DIGITS_IN_A_LONG) {
      cells.addBytesValues(ByteString.copyFrom(scaled.unscaledValue().toByteArray()));
    } else {
      cells.addInt64Values(scaled.unscaledValue().longValueExact());
    }
  }

  private static long number(@Nullable Object cell) {
    if (cell == null) {
      return 0;
    } else if (cell instanceof LocalDate date) {
      return date.toEpochDay();
    } else if (cell instanceof LocalTime time) {
      return time.toNanoOfDay() / 1000;
    } else if (cell instanceof LocalDateTime timestamp) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, timestamp.toInstant(ZoneOffset.UTC));
    } else if (cell instanceof Instant instant) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
    return ((Number) cell).longValue();
  }
}
