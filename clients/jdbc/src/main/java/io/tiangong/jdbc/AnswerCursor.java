package io.tiangong.jdbc;

import io.tiangong.client.Column;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.ArrayImpl;
import org.apache.calcite.avatica.util.Cursor;

/** The rows of a gateway's answer as Avatica's result sets walk over them. */
final class AnswerCursor implements Cursor {

  private final QueryResult answer;
  private final Runnable atEnd;
  private boolean onRow;
  private boolean wasNull;
  private boolean ended;

  /**
   * @param atEnd told once after the last row, when the answer's trailer is known
   */
  AnswerCursor(QueryResult answer, Runnable atEnd) {
    this.answer = answer;
    this.atEnd = atEnd;
  }

  @Override
  public List<Accessor> createAccessors(
      List<ColumnMetaData> types, Calendar localCalendar, ArrayImpl.Factory factory) {
    List<Column> columns = answer.columns();
    List<Accessor> accessors = new ArrayList<>(columns.size());
    for (Column column : columns) {
      accessors.add(new AnswerAccessor(this, answer, accessors.size(), column));
    }
    return accessors;
  }

  @Override
  public boolean next() throws SQLException {
    try {
      onRow = !ended && answer.next();
    } catch (TiangongException e) {
      onRow = false;
      ended = true;
      throw SqlErrors.of(e);
    }
    if (!onRow && !ended) {
      ended = true;
      atEnd.run();
    }
    return onRow;
  }

  /** Notes and tells whether a cell of the current row is NULL. */
  boolean isNull(int column) throws SQLException {
    if (!onRow) {
      throw SqlErrors.notOnARow();
    }
    wasNull = answer.isNull(column);
    return wasNull;
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public void close() {
    onRow = false;
    answer.close();
  }
}
