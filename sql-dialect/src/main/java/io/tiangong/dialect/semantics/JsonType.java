package io.tiangong.dialect.semantics;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeComparability;
import org.apache.calcite.rel.type.RelDataTypeFamily;
import org.apache.calcite.sql.type.AbstractSqlType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * JSON in planned trees. It does not compare: two texts may say the same, and no two servers agree
 * on what is the same.
 */
public final class JsonType extends AbstractSqlType {

  /** Calcite has no name for JSON; nothing else of TgSQL is OTHER. */
  static final SqlTypeName NAME = SqlTypeName.OTHER;

  private static final RelDataTypeFamily FAMILY = new RelDataTypeFamily() {};

  JsonType(boolean nullable) {
    super(NAME, nullable, null);
    computeDigest();
  }

  public static boolean is(RelDataType type) {
    return type.getSqlTypeName() == NAME;
  }

  @Override
  protected void generateTypeString(StringBuilder sb, boolean withDetail) {
    sb.append("JSON");
  }

  @Override
  public RelDataTypeFamily getFamily() {
    return FAMILY;
  }

  @Override
  public RelDataTypeComparability getComparability() {
    return RelDataTypeComparability.NONE;
  }
}
