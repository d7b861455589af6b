package io.tiangong.client;

import io.tiangong.v1.Batch;
import io.tiangong.v1.Column;
import io.tiangong.v1.ColumnData;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.Header;
import io.tiangong.v1.Timings;
import io.tiangong.v1.Trailer;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;

/** Messages as a gateway sends them. */
final class Answers {

  private Answers() {}

  static Column column(String name, TypeKind kind, int precision, int scale) {
    Type type =
        Type.newBuilder()
            .setKind(kind)
            .setPrecision(precision)
            .setScale(scale)
            .setNullable(true)
            .build();
    return Column.newBuilder().setName(name).setType(type).build();
  }

  static Header header(Column... columns) {
    return Header.newBuilder().setQueryId("q-1").addAllColumns(java.util.List.of(columns)).build();
  }

  static Trailer trailer(long rows) {
    Timings timings =
        Timings.newBuilder()
            .setPlanMicros(100)
            .setFirstBatchMicros(2000)
            .setTotalMicros(3400)
            .build();
    return Trailer.newBuilder().setRows(rows).setComplete(true).setTimings(timings).build();
  }

  static Batch longs(long from, int rows) {
    ColumnData.Builder cells = ColumnData.newBuilder();
    for (int i = 0; i < rows; i++) {
      cells.addInt64Values(from + i);
    }
    return Batch.newBuilder().setRows(rows).addColumns(cells).build();
  }

  static ExecuteResponse oneOrder(long id, String status) {
    return ExecuteResponse.newBuilder()
        .setHeader(
            header(
                column("id", TypeKind.TYPE_KIND_BIGINT, 0, 0),
                column("status", TypeKind.TYPE_KIND_VARCHAR, 0, 0)))
        .setBatch(
            Batch.newBuilder()
                .setRows(1)
                .addColumns(ColumnData.newBuilder().addInt64Values(id))
                .addColumns(ColumnData.newBuilder().addStringValues(status)))
        .setTrailer(trailer(1))
        .build();
  }
}
