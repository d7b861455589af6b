package io.tiangong.spi;

import java.util.Locale;

/** A table's name in the catalog; compared without regard to case. */
public record TableName(String schema, String table) {

  public TableName {
    schema = schema.toLowerCase(Locale.ROOT);
    table = table.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return schema + "." + table;
  }
}
