package io.tiangong.client;

import io.tiangong.v1.Batch;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the messages of one answer into a row's cells, and checks that they fit together. */
final class AnswerDecoder {

  private final ErrorDecoder errors;
  private String queryId;
  private @Nullable List<Column> columns;
  private ColumnCells[] cells = {};
  private io.tiangong.v1.@Nullable Trailer trailer;
  private long rows;

  AnswerDecoder(ErrorDecoder errors, String queryId) {
    this.errors = errors;
    this.queryId = queryId;
  }

  /** The caller's name for the query, or the gateway's once the answer has begun. */
  String queryId() {
    return queryId;
  }

  /** Null until the answer has begun. */
  @Nullable List<Column> columns() {
    return columns;
  }

  /** Null until the answer has ended. */
  io.tiangong.v1.@Nullable Trailer trailer() {
    return trailer;
  }

  /** Rows that came so far. */
  long rows() {
    return rows;
  }

  /** Puts the rows of a message into the row that the caller reads; null is a missing trailer. */
  void accept(@Nullable ExecuteResponse message, Row row) {
    if (message == null) {
      throw errors.incomplete(queryId);
    }
    if (message.hasHeader()) {
      acceptHeader(message.getHeader());
    }
    acceptBatch(message.getBatch(), row);
    if (message.hasTrailer()) {
      acceptTrailer(message.getTrailer());
    }
  }

  /** After another call, the header comes again. */
  private void acceptHeader(Header header) {
    queryId = header.getQueryId();
    List<Column> described = header.getColumnsList().stream().map(Column::of).toList();
    if (columns != null && !columns.equals(described)) {
      throw errors.broken("other columns after a retry", queryId);
    }
    columns = described;
    cells = described.stream().map(ColumnCells::new).toArray(ColumnCells[]::new);
  }

  private void acceptBatch(Batch batch, Row row) {
    if (columns == null) {
      throw errors.broken("no header", queryId);
    }
    int count = batch.getRows();
    boolean whole = count == 0 || batch.getColumnsCount() == cells.length;
    for (int i = 0; count > 0 && whole && i < cells.length; i++) {
      whole = cells[i].load(batch.getColumns(i), count);
    }
    if (!whole) {
      throw errors.broken("a batch that does not fit its header", queryId);
    }
    rows += count;
    row.load(cells, count);
  }

  private void acceptTrailer(io.tiangong.v1.Trailer last) {
    if (last.getRows() != rows) {
      throw errors.broken(rows + " rows where " + last.getRows() + " were promised", queryId);
    }
    trailer = last;
  }
}
