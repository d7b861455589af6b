package io.tiangong.dialect.parser;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * What TgSQL allows beyond the standard, for parser and validator: MySQL's liberties without its
 * unsigned and geometry types.
 */
public final class TgConformance extends SqlDelegatingConformance {

  public static final TgConformance INSTANCE = new TgConformance();

  private TgConformance() {
    super(SqlConformanceEnum.MYSQL_5);
  }

  /** {@code CURRENT_DATE} and {@code CURRENT_DATE()} are both accepted. */
  @Override
  public boolean allowNiladicConstantWithoutParentheses() {
    return true;
  }

  /** VALUES is the word; {@code value} is what columns are called. */
  @Override
  public boolean isValueAllowed() {
    return false;
  }

  @Override
  public boolean isMinusAllowed() {
    return true;
  }

  @Override
  public boolean supportsUnsignedTypes() {
    return false;
  }

  @Override
  public boolean allowGeometry() {
    return false;
  }
}
