package io.tiangong.client;

import io.tiangong.v1.Batch;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a query: a cursor over its rows, which arrive while it is read.
 *
 * <p>The gateway may send only one message ahead of the reader (see {@link
 * TiangongClient.Builder#messagesAhead}), so an answer of any size needs the memory of two. Close
 * it: rows that were not read are then never sent.
 *
 * <p>For one thread, but {@link #cancel} may come from any. Every method that waits throws {@link
 * TiangongException}; an interrupt ends the query with the code {@code CANCELLED}.
 */
public final class QueryResult extends Row implements AutoCloseable {

  private final ResponseStream stream;
  private final ErrorDecoder errors;
  private String queryId;
  private @Nullable List<Column> columns;
  private ColumnCells[] cells = {};
  private io.tiangong.v1.@Nullable Trailer trailer;
  private long rowsReceived;
  private boolean closed;

  QueryResult(ResponseStream stream, ErrorDecoder errors, String queryId) {
    this.stream = stream;
    this.errors = errors;
    this.queryId = queryId;
  }

  /** The query's name, for {@link TiangongClient#cancel} and for logs; waits for the answer. */
  public String queryId() {
    columns();
    return queryId;
  }

  /** Waits for the beginning of the answer. */
  @Override
  public List<Column> columns() {
    if (columns == null) {
      receive();
    }
    return columns == null ? List.of() : columns;
  }

  /** The number of the column with this name, whatever its case. */
  public int columnIndex(String name) {
    List<Column> all = columns();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw ErrorCode.COLUMN_NOT_FOUND.error(
        "the answer has no column "
            + name
            + "; it has "
            + String.join(", ", all.stream().map(Column::name).toList()));
  }

  /** Moves to the next row, waiting for it if need be; false after the last. */
  public boolean next() {
    while (!advance()) {
      if (trailer != null) {
        return false;
      }
      receive();
    }
    return true;
  }

  /** How the query went; known once {@link #next} has returned false. */
  public Trailer trailer() {
    if (trailer == null || !isPastLast()) {
      throw new IllegalStateException("the trailer comes after the last row");
    }
    return Trailer.of(trailer);
  }

  /** Ends the query, at the gateway and its sources too; the reader gets {@code CANCELLED}. */
  public void cancel() {
    stream.cancel("cancelled by the caller");
  }

  /** Ends the query if it runs, and frees what it holds. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (trailer == null) {
        stream.cancel("the answer was closed");
      }
      release();
    }
  }

  private void release() {
    stream.release();
    load(new ColumnCells[0], 0);
  }

  private void receive() {
    if (closed) {
      throw new IllegalStateException("the answer is closed");
    }
    try {
      accept(stream.next(queryId));
    } catch (TiangongException e) {
      close();
      throw e;
    }
  }

  private void accept(@Nullable ExecuteResponse message) {
    if (message == null) {
      throw errors.incomplete(queryId);
    }
    if (!message.hasTrailer()) {
      stream.requestOne();
    }
    if (message.hasHeader()) {
      acceptHeader(message.getHeader());
    }
    acceptBatch(message.getBatch());
    if (message.hasTrailer()) {
      acceptTrailer(message.getTrailer());
    }
  }

  private void acceptHeader(Header header) {
    queryId = header.getQueryId();
    List<Column> described = header.getColumnsList().stream().map(this::column).toList();
    columns = described;
    cells = described.stream().map(ColumnCells::new).toArray(ColumnCells[]::new);
  }

  private Column column(io.tiangong.v1.Column sent) {
    return new Column(
        sent.getName(),
        kind(sent.getType().getKind()),
        sent.getType().getPrecision(),
        sent.getType().getScale(),
        sent.getType().getNullable());
  }

  private TypeKind kind(io.tiangong.v1.TypeKind sent) {
    return switch (sent) {
      case TYPE_KIND_BOOLEAN -> TypeKind.BOOLEAN;
      case TYPE_KIND_TINYINT -> TypeKind.TINYINT;
      case TYPE_KIND_SMALLINT -> TypeKind.SMALLINT;
      case TYPE_KIND_INTEGER -> TypeKind.INTEGER;
      case TYPE_KIND_BIGINT -> TypeKind.BIGINT;
      case TYPE_KIND_DECIMAL -> TypeKind.DECIMAL;
      case TYPE_KIND_FLOAT -> TypeKind.FLOAT;
      case TYPE_KIND_DOUBLE -> TypeKind.DOUBLE;
      case TYPE_KIND_VARCHAR -> TypeKind.VARCHAR;
      case TYPE_KIND_VARBINARY -> TypeKind.VARBINARY;
      case TYPE_KIND_DATE -> TypeKind.DATE;
      case TYPE_KIND_TIME -> TypeKind.TIME;
      case TYPE_KIND_TIMESTAMP -> TypeKind.TIMESTAMP;
      case TYPE_KIND_TIMESTAMP_LTZ -> TypeKind.TIMESTAMP_LTZ;
      case TYPE_KIND_JSON -> TypeKind.JSON;
      case TYPE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw errors.broken("a column of unknown type", queryId);
    };
  }

  private void acceptBatch(Batch batch) {
    if (columns == null) {
      throw errors.broken("no header", queryId);
    }
    int rows = batch.getRows();
    boolean whole = rows == 0 || batch.getColumnsCount() == cells.length;
    for (int i = 0; rows > 0 && whole && i < cells.length; i++) {
      whole = cells[i].load(batch.getColumns(i), rows);
    }
    if (!whole) {
      throw errors.broken("a batch that does not fit its header", queryId);
    }
    rowsReceived += rows;
    load(cells, rows);
  }

  private void acceptTrailer(io.tiangong.v1.Trailer last) {
    if (last.getRows() != rowsReceived) {
      throw errors.broken(
          rowsReceived + " rows where " + last.getRows() + " were promised", queryId);
    }
    trailer = last;
    stream.release();
  }
}
