package io.tiangong.gateway.flight;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.catalog.LikePattern;
import io.tiangong.gateway.catalog.VisibleCatalog;
import io.tiangong.gateway.grpc.AuthInterceptor;
import java.util.List;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCatalogs;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTableTypes;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The metadata commands of Flight SQL. There are no catalogs above the schemas: names have two
 * parts, and a tool that were told of a catalog would write three.
 */
class MetadataProducer extends NoOpFlightSqlProducer {

  private static final String TABLE = "TABLE";
  private static final String VIEW = "VIEW";

  private final VisibleCatalog catalog;
  private final SqlFacts facts;
  private final BufferAllocator allocator;

  MetadataProducer(VisibleCatalog catalog, SqlFacts facts, BufferAllocator allocator) {
    this.catalog = catalog;
    this.facts = facts;
    this.allocator = allocator;
  }

  static Identity caller() {
    return AuthInterceptor.IDENTITY.get();
  }

  /** An answer that the ticket fetches over the same connection. */
  static FlightInfo info(Schema schema, FlightDescriptor descriptor, Message ticket) {
    FlightEndpoint endpoint = new FlightEndpoint(new Ticket(Any.pack(ticket).toByteArray()));
    return FlightInfo.builder(schema, descriptor, List.of(endpoint)).build();
  }

  @Override
  public FlightInfo getFlightInfoSqlInfo(
      CommandGetSqlInfo request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_SQL_INFO_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamSqlInfo(
      CommandGetSqlInfo command, CallContext context, ServerStreamListener listener) {
    facts.send(command.getInfoList(), allocator, listener);
  }

  @Override
  public FlightInfo getFlightInfoTypeInfo(
      CommandGetXdbcTypeInfo request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_TYPE_INFO_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamTypeInfo(
      CommandGetXdbcTypeInfo request, CallContext context, ServerStreamListener listener) {
    Rows.answer(
        Schemas.GET_TYPE_INFO_SCHEMA,
        allocator,
        listener,
        rows -> TypeInfo.write(rows, request.hasDataType() ? request.getDataType() : 0));
  }

  @Override
  public FlightInfo getFlightInfoCatalogs(
      CommandGetCatalogs request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_CATALOGS_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamCatalogs(CallContext context, ServerStreamListener listener) {
    Rows.answer(Schemas.GET_CATALOGS_SCHEMA, allocator, listener, rows -> {});
  }

  @Override
  public FlightInfo getFlightInfoSchemas(
      CommandGetDbSchemas request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_SCHEMAS_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamSchemas(
      CommandGetDbSchemas command, CallContext context, ServerStreamListener listener) {
    LikePattern wanted = new LikePattern(command.getDbSchemaFilterPattern());
    Rows.answer(
        Schemas.GET_SCHEMAS_SCHEMA,
        allocator,
        listener,
        rows -> {
          if (command.getCatalog().isEmpty()) {
            catalog.schemas(caller()).stream()
                .filter(wanted)
                .forEach(schema -> rows.add(null, schema));
          }
        });
  }

  @Override
  public FlightInfo getFlightInfoTables(
      CommandGetTables request, CallContext context, FlightDescriptor descriptor) {
    return info(tablesSchema(request), descriptor, request);
  }

  private static Schema tablesSchema(CommandGetTables request) {
    return request.getIncludeSchema()
        ? Schemas.GET_TABLES_SCHEMA
        : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA;
  }

  @Override
  public void getStreamTables(
      CommandGetTables command, CallContext context, ServerStreamListener listener) {
    Rows.answer(
        tablesSchema(command),
        allocator,
        listener,
        rows -> {
          if (command.getCatalog().isEmpty()) {
            tables(command).forEach(table -> table(rows, table, command.getIncludeSchema()));
          }
        });
  }

  private List<TableDescription> tables(CommandGetTables command) {
    return catalog
        .tables(
            caller(),
            new LikePattern(command.getDbSchemaFilterPattern()),
            new LikePattern(command.getTableNameFilterPattern()))
        .stream()
        .filter(
            table ->
                command.getTableTypesCount() == 0
                    || command.getTableTypesList().contains(type(table)))
        .toList();
  }

  private static void table(Rows rows, TableDescription table, boolean withSchema) {
    String schema = table.name().schema();
    if (withSchema) {
      rows.add(
          null,
          schema,
          table.name().table(),
          type(table),
          FlightSchemas.bytes(FlightSchemas.table(table)));
    } else {
      rows.add(null, schema, table.name().table(), type(table));
    }
  }

  private static String type(TableDescription table) {
    return table.isView() ? VIEW : TABLE;
  }

  @Override
  public FlightInfo getFlightInfoTableTypes(
      CommandGetTableTypes request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_TABLE_TYPES_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamTableTypes(CallContext context, ServerStreamListener listener) {
    Rows.answer(
        Schemas.GET_TABLE_TYPES_SCHEMA,
        allocator,
        listener,
        rows -> {
          rows.add(TABLE);
          rows.add(VIEW);
        });
  }

  @Override
  public FlightInfo getFlightInfoPrimaryKeys(
      CommandGetPrimaryKeys request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_PRIMARY_KEYS_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamPrimaryKeys(
      CommandGetPrimaryKeys command, CallContext context, ServerStreamListener listener) {
    Rows.answer(
        Schemas.GET_PRIMARY_KEYS_SCHEMA,
        allocator,
        listener,
        rows -> {
          if (command.getCatalog().isEmpty()) {
            named(command.getDbSchema(), command.getTable())
                .forEach(table -> primaryKey(rows, table));
          }
        });
  }

  private List<TableDescription> named(String schema, String table) {
    LikePattern schemas = schema.isEmpty() ? LikePattern.ANY : LikePattern.exactly(schema);
    return catalog.tables(caller(), schemas, LikePattern.exactly(table));
  }

  private static void primaryKey(Rows rows, TableDescription table) {
    int sequence = 1;
    for (String column : table.primaryKey()) {
      rows.add(null, table.name().schema(), table.name().table(), column, sequence++, null);
    }
  }

  @Override
  public FlightInfo getFlightInfoExportedKeys(
      CommandGetExportedKeys request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_EXPORTED_KEYS_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamExportedKeys(
      CommandGetExportedKeys command, CallContext context, ServerStreamListener listener) {
    noForeignKeys(listener);
  }

  @Override
  public FlightInfo getFlightInfoImportedKeys(
      CommandGetImportedKeys request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_IMPORTED_KEYS_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamImportedKeys(
      CommandGetImportedKeys command, CallContext context, ServerStreamListener listener) {
    noForeignKeys(listener);
  }

  @Override
  public FlightInfo getFlightInfoCrossReference(
      CommandGetCrossReference request, CallContext context, FlightDescriptor descriptor) {
    return info(Schemas.GET_CROSS_REFERENCE_SCHEMA, descriptor, request);
  }

  @Override
  public void getStreamCrossReference(
      CommandGetCrossReference command, CallContext context, ServerStreamListener listener) {
    noForeignKeys(listener);
  }

  /** Nothing declares foreign keys. */
  private void noForeignKeys(ServerStreamListener listener) {
    Rows.answer(Schemas.GET_EXPORTED_KEYS_SCHEMA, allocator, listener, rows -> {});
  }
}
