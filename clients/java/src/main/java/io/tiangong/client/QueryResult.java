package io.tiangong.client;

import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The answer of a query: a cursor over its rows, which arrive while it is read.
 *
 * <p>The gateway may send only one message ahead of the reader (see {@link
 * ClientBuilder#messagesAhead}), so an answer of any size needs the memory of two. Close it: rows
 * that were not read are then never sent.
 *
 * <p>A retryable failure is tried again (see {@link RetryPolicy}) until the first rows came.
 *
 * <p>For one thread, but {@link #cancel} may come from any. Every method that waits throws {@link
 * TiangongException}; an interrupt ends the query with the code {@code CANCELLED}.
 */
public final class QueryResult extends Row implements AutoCloseable {

  private final Attempts attempts;
  private final AnswerDecoder answer;
  private boolean closed;

  QueryResult(Attempts attempts, AnswerDecoder answer) {
    this.attempts = attempts;
    this.answer = answer;
  }

  /** The query's name, for {@link TiangongClient#cancel} and for logs; waits for the answer. */
  public String queryId() {
    columns();
    return answer.queryId();
  }

  /** Waits for the beginning of the answer. */
  @Override
  public List<Column> columns() {
    if (answer.columns() == null) {
      receive();
    }
    List<Column> columns = answer.columns();
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
      if (answer.trailer() != null) {
        return false;
      }
      receive();
    }
    return true;
  }

  /**
   * The rows from here on, made into objects while the stream is read. Reading it to its end closes
   * the answer; so does closing it.
   */
  public <T> Stream<T> map(RowMapper<T> mapper) {
    return StreamSupport.stream(new Rows<>(mapper), false).onClose(this::close);
  }

  /**
   * The rows from here on as records: components take the columns of their names, where {@code
   * shopId} and {@code shop_id} are the same. A column that is missing or of another type is an
   * error.
   */
  public <R extends Record> Stream<R> map(Class<R> type) {
    try {
      return map(RecordMapper.of(type, columns()));
    } catch (TiangongException e) {
      close();
      throw e;
    }
  }

  /** How the query went; known once {@link #next} has returned false. */
  public Trailer trailer() {
    io.tiangong.v1.Trailer trailer = answer.trailer();
    if (trailer == null || !isPastLast()) {
      throw new IllegalStateException("the trailer comes after the last row");
    }
    return Trailer.of(trailer);
  }

  /** Ends the query, at the gateway and its sources too; the reader gets {@code CANCELLED}. */
  public void cancel() {
    attempts.cancel("cancelled by the caller");
  }

  /** Ends the query if it runs, and frees what it holds. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (answer.trailer() == null) {
        attempts.cancel("the answer was closed");
      }
      attempts.release();
      load(new ColumnCells[0], 0);
    }
  }

  private void receive() {
    if (closed) {
      throw new IllegalStateException("the answer is closed");
    }
    try {
      while (!received()) {}
    } catch (TiangongException e) {
      close();
      throw e;
    }
  }

  /** False when the query was sent again. */
  private boolean received() {
    try {
      answer.accept(attempts.next(answer.queryId()), this);
    } catch (TiangongException e) {
      if (answer.rows() == 0 && attempts.again(e)) {
        return false;
      }
      throw e;
    }
    if (answer.trailer() != null) {
      attempts.release();
    }
    return true;
  }

  /** The rest of the rows; closes the answer at its end and on every failure. */
  private final class Rows<T> extends Spliterators.AbstractSpliterator<T> {

    private final RowMapper<T> mapper;

    Rows(RowMapper<T> mapper) {
      super(Long.MAX_VALUE, Spliterator.ORDERED);
      this.mapper = mapper;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      boolean more = false;
      try {
        if (next()) {
          action.accept(mapper.map(QueryResult.this));
          more = true;
        }
      } finally {
        if (!more) {
          close();
        }
      }
      return more;
    }
  }
}
