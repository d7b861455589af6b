package io.tiangong.dialect;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import java.util.List;

/**
 * The shape of a statement's answer.
 *
 * @param columns in order; a column that depends on a parameter may be NULL
 * @param parameterTypes of all question marks, in order
 */
public record Prepared(List<Column> columns, List<ColumnType> parameterTypes) {
  public Prepared {
    columns = List.copyOf(columns);
    parameterTypes = List.copyOf(parameterTypes);
  }
}
