package io.tiangong.spi;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The one mapping of TgSQL types to Arrow types. */
public final class ArrowTypes {

  private ArrowTypes() {}

  public static ArrowType arrowType(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case TINYINT -> new ArrowType.Int(8, true);
      case SMALLINT -> new ArrowType.Int(16, true);
      case INTEGER -> new ArrowType.Int(32, true);
      case BIGINT -> new ArrowType.Int(64, true);
      case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), 128);
      case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case VARCHAR, JSON -> ArrowType.Utf8.INSTANCE;
      case VARBINARY -> ArrowType.Binary.INSTANCE;
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, 64);
      case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
      case TIMESTAMP_LTZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
    };
  }

  public static Field field(Column column) {
    ColumnType type = column.type();
    return new Field(
        column.name(),
        new FieldType(type.nullable(), arrowType(type), null, extension(type)),
        List.of());
  }

  /** What a field's metadata says of a type that Arrow knows as an extension of a plainer one. */
  public static Map<String, String> extension(ColumnType type) {
    return type.kind() == TypeKind.JSON
        ? Map.of(
            ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME,
            "arrow.json",
            ArrowType.ExtensionType.EXTENSION_METADATA_KEY_METADATA,
            "")
        : Map.of();
  }

  public static Schema schema(List<Column> columns) {
    return new Schema(columns.stream().map(ArrowTypes::field).toList());
  }
}
