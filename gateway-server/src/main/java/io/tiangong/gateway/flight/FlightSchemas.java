package io.tiangong.gateway.flight;

import io.tiangong.dialect.catalog.ColumnDescription;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Columns as Flight SQL describes them: Arrow fields with SQL's facts in their metadata. */
final class FlightSchemas {

  private FlightSchemas() {}

  static Schema answer(List<Column> columns) {
    return new Schema(columns.stream().map(c -> field(c, metadata(c.type()).build())).toList());
  }

  /**
   * Of the question marks. Moments are wished for in milliseconds: the stock JDBC driver writes
   * milliseconds whatever it is told, and finer ones are taken from those who send them.
   */
  static Schema parameters(List<ColumnType> types) {
    return new Schema(
        types.stream()
            .map(
                type ->
                    new Field(
                        "?",
                        new FieldType(
                            true, wished(type), null, metadata(type).build().getMetadataMap()),
                        List.of()))
            .toList());
  }

  private static ArrowType wished(ColumnType type) {
    return switch (type.kind()) {
      case TIME -> new ArrowType.Time(TimeUnit.MILLISECOND, Integer.SIZE);
      case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, null);
      case TIMESTAMP_LTZ -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
      default -> ArrowTypes.arrowType(type);
    };
  }

  static Schema table(TableDescription table) {
    return new Schema(table.columns().stream().map(column -> field(table, column)).toList());
  }

  /** A schema as an encapsulated IPC message. */
  static byte[] bytes(Schema schema) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      MessageSerializer.serialize(new WriteChannel(Channels.newChannel(out)), schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Field field(TableDescription table, ColumnDescription described) {
    return field(
        described.column(),
        metadata(described.column().type())
            .schemaName(table.name().schema())
            .tableName(table.name().table())
            .remarks(described.comment())
            .build());
  }

  private static Field field(Column column, FlightSqlColumnMetadata metadata) {
    ColumnType type = column.type();
    Map<String, String> facts = new HashMap<>(metadata.getMetadataMap());
    facts.putAll(ArrowTypes.extension(type));
    return new Field(
        column.name(),
        new FieldType(type.nullable(), ArrowTypes.arrowType(type), null, facts),
        List.of());
  }

  private static FlightSqlColumnMetadata.Builder metadata(ColumnType type) {
    FlightSqlColumnMetadata.Builder metadata =
        new FlightSqlColumnMetadata.Builder()
            .typeName(type.kind().name())
            .isAutoIncrement(false)
            .isCaseSensitive(type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.JSON)
            .isReadOnly(true)
            .isSearchable(type.kind() != TypeKind.JSON);
    if (type.precision() > 0) {
      metadata.precision(type.precision());
    }
    return type.kind() == TypeKind.DECIMAL ? metadata.scale(type.scale()) : metadata;
  }
}
