package io.tiangong.dialect.semantics;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TypeKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The type factory of TgSQL and its two-way mapping to the types of the SPI.
 *
 * <p>CHAR does not exist: literals and CHAR columns are VARCHAR, so nothing is ever padded. FLOAT
 * is single precision (Calcite's REAL).
 */
public final class TgTypes extends SqlTypeFactoryImpl {

  public TgTypes() {
    super(new TgTypeSystem());
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  public RelDataType createSqlType(SqlTypeName type) {
    if (type == JsonType.NAME) {
      return new JsonType(false);
    }
    return super.createSqlType(withoutPadding(type));
  }

  @Override
  public RelDataType createSqlType(SqlTypeName type, int precision) {
    return type == SqlTypeName.CHAR || type == SqlTypeName.BINARY
        ? super.createSqlType(withoutPadding(type))
        : super.createSqlType(type, precision);
  }

  @Override
  public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
    return type instanceof JsonType
        ? new JsonType(nullable)
        : super.createTypeWithNullability(type, nullable);
  }

  /**
   * The common type; JSON has one with itself only; of exact numbers it has the largest scale, so
   * that no value is rounded before it is compared.
   */
  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    if (types.stream().anyMatch(JsonType::is)) {
      return leastRestrictiveJson(types);
    }
    boolean exact = types.stream().allMatch(SqlTypeUtil::isExactNumeric);
    if (!exact || types.stream().noneMatch(SqlTypeUtil::isDecimal)) {
      return super.leastRestrictive(types, mappingRule);
    }
    int scale = types.stream().mapToInt(RelDataType::getScale).max().orElse(0);
    int digits = types.stream().mapToInt(t -> t.getPrecision() - t.getScale()).max().orElse(1);
    int precision = Math.min(ColumnType.MAX_DECIMAL_PRECISION, digits + scale);
    return createTypeWithNullability(
        createSqlType(SqlTypeName.DECIMAL, precision, scale),
        types.stream().anyMatch(RelDataType::isNullable));
  }

  private static @Nullable RelDataType leastRestrictiveJson(List<RelDataType> types) {
    boolean only =
        types.stream().allMatch(t -> JsonType.is(t) || t.getSqlTypeName() == SqlTypeName.NULL);
    return only ? new JsonType(types.stream().anyMatch(RelDataType::isNullable)) : null;
  }

  private static SqlTypeName withoutPadding(SqlTypeName type) {
    return switch (type) {
      case CHAR -> SqlTypeName.VARCHAR;
      case BINARY -> SqlTypeName.VARBINARY;
      default -> type;
    };
  }

  /** The planning type of a column. */
  public RelDataType toRel(ColumnType type) {
    return createTypeWithNullability(
        switch (type.kind()) {
          case DECIMAL -> createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
          case TIME, TIMESTAMP, TIMESTAMP_LTZ ->
              createSqlType(sqlName(type.kind()), type.precision());
          default -> createSqlType(sqlName(type.kind()));
        },
        type.nullable());
  }

  private static SqlTypeName sqlName(TypeKind kind) {
    return switch (kind) {
      case FLOAT -> SqlTypeName.REAL;
      case TIMESTAMP_LTZ -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
      case JSON -> JsonType.NAME;
      default -> SqlTypeName.valueOf(kind.name());
    };
  }

  /**
   * The SPI type of a planned expression.
   *
   * @throws QueryException with TYPE_MISMATCH when values of the type can't leave the gateway
   */
  public static ColumnType fromRel(RelDataType type) {
    boolean nullable = type.isNullable();
    return switch (type.getSqlTypeName()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DOUBLE, DATE ->
          new ColumnType(TypeKind.valueOf(type.getSqlTypeName().name()), 0, 0, nullable);
      case REAL, FLOAT -> new ColumnType(TypeKind.FLOAT, 0, 0, nullable);
      case DECIMAL ->
          new ColumnType(TypeKind.DECIMAL, type.getPrecision(), type.getScale(), nullable);
      case OTHER -> new ColumnType(TypeKind.JSON, 0, 0, nullable);
      case CHAR, VARCHAR -> new ColumnType(TypeKind.VARCHAR, 0, 0, nullable);
      case BINARY, VARBINARY -> new ColumnType(TypeKind.VARBINARY, 0, 0, nullable);
      case TIME -> new ColumnType(TypeKind.TIME, type.getPrecision(), 0, nullable);
      case TIMESTAMP -> new ColumnType(TypeKind.TIMESTAMP, type.getPrecision(), 0, nullable);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          new ColumnType(TypeKind.TIMESTAMP_LTZ, type.getPrecision(), 0, nullable);
      // A bare NULL or a parameter of unknown type: any nullable type will do.
      case NULL, UNKNOWN, ANY -> new ColumnType(TypeKind.VARCHAR, 0, 0, true);
      default ->
          throw new QueryException(
              ErrorCode.TYPE_MISMATCH,
              "values of type " + type + " can't be returned; CAST them to another type");
    };
  }
}
