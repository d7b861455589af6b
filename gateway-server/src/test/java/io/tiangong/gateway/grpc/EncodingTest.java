package io.tiangong.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Cells;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.ContractTable;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.RelationStream;
import io.tiangong.v1.Batch;
import io.tiangong.v1.ColumnData;
import io.tiangong.v1.Header;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both encodings give back every kind of value exactly, whole and sliced. */
class EncodingTest {

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @Test
  void protobufGivesBackEveryKind() {
    Relation table = ContractTable.relation();
    ProtobufEncoder encoder = new ProtobufEncoder();
    encoder.describe(table.columns(), Header.newBuilder());
    try (RelationStream rows = stream(table)) {
      rows.next();
      for (int[] slice : new int[][] {{0, ContractTable.ROWS}, {7, 100}, {299, 1}}) {
        Batch batch = encoder.encode(rows.root(), slice[0], slice[1]);
        for (int column = 0; column < table.columns().size(); column++) {
          ColumnType type = table.columns().get(column).type();
          for (int row = 0; row < slice[1]; row++) {
            Object expected = table.rows().get(slice[0] + row).get(column);
            assertThat(cell(batch.getColumns(column), type, row)).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void narrowDecimalsAreUnscaledLongs() {
    List<Column> columns = List.of(new Column("d", ColumnType.decimal(18, 2)));
    List<List<@Nullable Object>> rows =
        List.of(List.of(new BigDecimal("-9999999999999999.99")), List.of(new BigDecimal("12.50")));
    ProtobufEncoder encoder = new ProtobufEncoder();
    encoder.describe(columns, Header.newBuilder());
    try (RelationStream stream = stream(new Relation(columns, rows))) {
      stream.next();
      assertThat(encoder.encode(stream.root(), 0, 2).getColumns(0).getInt64ValuesList())
          .containsExactly(-999_999_999_999_999_999L, 1_250L);
    }
  }

  @Test
  void arrowGivesBackEveryKind() throws IOException {
    Relation table = ContractTable.relation();
    ArrowEncoder encoder = new ArrowEncoder();
    Header.Builder header = Header.newBuilder();
    encoder.describe(table.columns(), header);
    ByteArrayOutputStream ipc = new ByteArrayOutputStream();
    header.getArrowSchema().writeTo(ipc);
    try (RelationStream rows = stream(table)) {
      rows.next();
      encoder.encode(rows.root(), 0, 100).getArrowRecordBatch().writeTo(ipc);
      encoder.encode(rows.root(), 100, 200).getArrowRecordBatch().writeTo(ipc);
    }
    int row = 0;
    try (ArrowStreamReader reader =
        new ArrowStreamReader(new ByteArrayInputStream(ipc.toByteArray()), allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(root.getSchema()).isEqualTo(ArrowTypes.schema(table.columns()));
      while (reader.loadNextBatch()) {
        for (int i = 0; i < root.getRowCount(); i++, row++) {
          for (int column = 0; column < table.columns().size(); column++) {
            FieldVector vector = root.getVector(column);
            assertThat(Cells.read(vector, i)).isEqualTo(table.rows().get(row).get(column));
          }
        }
      }
    }
    assertThat(row).isEqualTo(ContractTable.ROWS);
  }

  @Test
  void textThatIsNotUtf8IsCorruptData() {
    List<Column> columns = List.of(new Column("v", ColumnType.of(TypeKind.VARCHAR)));
    ProtobufEncoder encoder = new ProtobufEncoder();
    encoder.describe(columns, Header.newBuilder());
    try (VectorSchemaRoot root = VectorSchemaRoot.create(ArrowTypes.schema(columns), allocator)) {
      ((VarCharVector) root.getVector(0)).setSafe(0, new byte[] {(byte) 0xff});
      root.setRowCount(1);
      assertThatThrownBy(() -> encoder.encode(root, 0, 1))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("DATA_CORRUPT")
          .hasMessageContaining("column v");
    }
  }

  @Test
  void messagesStayBelowTheirBound() {
    List<Column> columns = List.of(new Column("v", ColumnType.of(TypeKind.VARCHAR)));
    List<List<@Nullable Object>> rows =
        List.of(
            List.of("a".repeat(700_000)),
            List.of("b".repeat(700_000)),
            List.of("c".repeat(3_000_000)),
            List.of("d"),
            List.of("e"));
    try (RelationStream stream = stream(new Relation(columns, rows))) {
      stream.next();
      assertThat(MessageSizer.rowsThatFit(stream.root(), 0, 5)).isEqualTo(1);
      assertThat(MessageSizer.rowsThatFit(stream.root(), 1, 5)).isEqualTo(1);
      assertThat(MessageSizer.rowsThatFit(stream.root(), 2, 5)).isEqualTo(1);
      assertThat(MessageSizer.rowsThatFit(stream.root(), 3, 5)).isEqualTo(2);
    }
  }

  private RelationStream stream(Relation relation) {
    return new RelationStream(
        relation, new ScanContext("q", allocator, Cancellation.create(), Runnable::run, 1_000));
  }

  /** A cell as a client reads it. */
  private static @Nullable Object cell(ColumnData data, ColumnType type, int row) {
    if (data.getNullRowsList().contains(row)) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> data.getBoolValues(row);
      case TINYINT, SMALLINT, INTEGER -> (long) data.getInt32Values(row);
      case DATE -> LocalDate.ofEpochDay(data.getInt32Values(row));
      case BIGINT -> data.getInt64Values(row);
      case TIME -> LocalTime.ofNanoOfDay(data.getInt64Values(row) * 1_000);
      case TIMESTAMP ->
          LocalDateTime.ofInstant(
              Instant.EPOCH.plus(data.getInt64Values(row), ChronoUnit.MICROS), ZoneOffset.UTC);
      case TIMESTAMP_LTZ -> Instant.EPOCH.plus(data.getInt64Values(row), ChronoUnit.MICROS);
      case FLOAT -> (double) data.getFloatValues(row);
      case DOUBLE -> data.getDoubleValues(row);
      case VARCHAR, JSON -> data.getStringValues(row);
      case VARBINARY -> data.getBytesValues(row).toByteArray();
      case DECIMAL -> decimal(data.getBytesValues(row), type.scale());
    };
  }

  private static BigDecimal decimal(ByteString unscaled, int scale) {
    return new BigDecimal(new BigInteger(unscaled.toByteArray()), scale);
  }
}
