package io.tiangong.dialect.text;

import io.tiangong.spi.TableName;

/** Names as TgSQL quotes them. */
public final class Backticks {

  private Backticks() {}

  public static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  public static String quote(TableName table) {
    return quote(table.schema()) + "." + quote(table.table());
  }
}
