package io.tiangong.dialect.catalog;

import io.tiangong.dialect.parser.ast.SqlJsonTypeName;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.NearestName;
import io.tiangong.spi.TypeKind;
import java.util.List;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/** Maps the type of a column declaration to a TgSQL type. */
final class ColumnTypes {

  private static final List<String> NAMES =
      List.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INT",
          "INTEGER",
          "BIGINT",
          "DECIMAL",
          "NUMERIC",
          "FLOAT",
          "REAL",
          "DOUBLE",
          "CHAR",
          "VARCHAR",
          "TEXT",
          "STRING",
          "VARBINARY",
          "BYTES",
          "JSON",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "DATETIME",
          "TIMESTAMP_LTZ");

  private static final int DEFAULT_DECIMAL_PRECISION = 10;
  private static final int MAX_FRACTION = 6;

  private ColumnTypes() {}

  /**
   * The type, NOT NULL as declared.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static ColumnType of(SqlDataTypeSpec spec) {
    boolean nullable = !Boolean.FALSE.equals(spec.getNullable());
    SqlTypeNameSpec name = spec.getTypeNameSpec();
    if (name instanceof SqlUserDefinedTypeNameSpec) {
      String unknown = name.getTypeName().toString();
      throw new IllegalArgumentException(
          "unknown type " + unknown + NearestName.hint(unknown, NAMES));
    }
    if (name instanceof SqlJsonTypeName) {
      return ColumnType.of(TypeKind.JSON).withNullable(nullable);
    }
    if (!(name instanceof SqlBasicTypeNameSpec basic)) {
      throw notAColumnType(name);
    }
    return of(basic).withNullable(nullable);
  }

  private static ColumnType of(SqlBasicTypeNameSpec spec) {
    SqlTypeName name = SqlTypeName.get(spec.getTypeName().getSimple());
    if (name == null) {
      throw notAColumnType(spec);
    }
    return switch (name) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DATE ->
          ColumnType.of(TypeKind.valueOf(name.name()));
      case REAL -> ColumnType.of(TypeKind.FLOAT);
      case DECIMAL -> decimal(spec);
      case CHAR, BINARY -> text(name, Math.max(1, spec.getPrecision()));
      case VARCHAR, VARBINARY -> text(name, Math.max(0, spec.getPrecision()));
      case TIME -> temporal(TypeKind.TIME, spec);
      case TIMESTAMP -> temporal(TypeKind.TIMESTAMP, spec);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> temporal(TypeKind.TIMESTAMP_LTZ, spec);
      default -> throw notAColumnType(spec);
    };
  }

  private static ColumnType decimal(SqlBasicTypeNameSpec spec) {
    int precision = spec.getPrecision() < 0 ? DEFAULT_DECIMAL_PRECISION : spec.getPrecision();
    int scale = Math.max(0, spec.getScale());
    if (precision < 1 || precision > ColumnType.MAX_DECIMAL_PRECISION || scale > precision) {
      throw new IllegalArgumentException(
          "DECIMAL(%d, %d): the precision is 1 to %d, the scale 0 to the precision"
              .formatted(precision, scale, ColumnType.MAX_DECIMAL_PRECISION));
    }
    return ColumnType.decimal(precision, scale);
  }

  private static ColumnType text(SqlTypeName name, int length) {
    boolean binary = name == SqlTypeName.BINARY || name == SqlTypeName.VARBINARY;
    return new ColumnType(binary ? TypeKind.VARBINARY : TypeKind.VARCHAR, length, 0, true);
  }

  private static ColumnType temporal(TypeKind kind, SqlBasicTypeNameSpec spec) {
    int precision = spec.getPrecision() < 0 ? MAX_FRACTION : spec.getPrecision();
    if (precision > MAX_FRACTION) {
      throw new IllegalArgumentException(
          kind + "(" + precision + "): at most " + MAX_FRACTION + " fractional digits are kept");
    }
    return new ColumnType(kind, precision, 0, true);
  }

  private static IllegalArgumentException notAColumnType(SqlTypeNameSpec spec) {
    return new IllegalArgumentException("columns can't have the type " + spec.getTypeName());
  }
}
