package io.tiangong.dialect.render;

import org.apache.calcite.sql.dialect.MysqlSqlDialect;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How MySQL and MariaDB write literals; the rest is Calcite's. */
final class MySqlDialect extends MysqlSqlDialect {

  MySqlDialect() {
    super(DEFAULT_CONTEXT);
  }

  /** Sessions run with NO_BACKSLASH_ESCAPES: in a string only the quote is special. */
  @Override
  public void quoteStringLiteral(StringBuilder buf, @Nullable String charset, String value) {
    buf.append('\'').append(value.replace("'", "''")).append('\'');
  }
}
