package io.tiangong.dialect.plan;

import io.tiangong.spi.TableName;
import java.util.Set;

/** A table that a query reads, and the columns of it, lower case. */
public record TableRead(TableName table, Set<String> columns) {
  public TableRead {
    columns = Set.copyOf(columns);
  }
}
