package io.tiangong.mysql;

import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Declares the tables of one of the server's databases as they are. */
final class TableListing {

  private static final Logger LOG = LoggerFactory.getLogger(TableListing.class);

  private final String source;
  private final Handle handle;
  private final String database;

  TableListing(String source, Handle handle, String database) {
    this.source = source;
    this.handle = handle;
    this.database = database;
  }

  /** In order of names; views are listed like tables. */
  List<TableDefinition> definitions(String schema) {
    Map<String, List<ServerColumn>> tables = columns();
    if (tables.isEmpty() && !exists()) {
      throw new QueryException(
              ErrorCode.CATALOG_INVALID, "source " + source + " has no database " + database)
          .with("source", source);
    }
    Map<String, List<String>> keys = primaryKeys();
    return tables.entrySet().stream()
        .map(table -> definition(schema, table, keys.getOrDefault(table.getKey(), List.of())))
        .toList();
  }

  private TableDefinition definition(
      String schema, Map.Entry<String, List<ServerColumn>> table, List<String> key) {
    List<Column> columns = new ArrayList<>();
    for (ServerColumn column : table.getValue()) {
      column
          .type(database + "." + table.getKey(), key.contains(column.name()))
          .ifPresentOrElse(
              type -> columns.add(new Column(column.name(), type)),
              () ->
                  LOG.warn(
                      "source {}: column {}.{}.{} is left out: TgSQL has no type {}",
                      source,
                      database,
                      table.getKey(),
                      column.name(),
                      column.columnType()));
    }
    return new TableDefinition(
        new TableName(schema, table.getKey()),
        columns,
        key,
        List.of(),
        Map.of("table", database + "." + table.getKey()));
  }

  private Map<String, List<ServerColumn>> columns() {
    Map<String, List<ServerColumn>> tables = new LinkedHashMap<>();
    Set<String> documents = documents();
    handle
        .createQuery(
            "SELECT table_name, "
                + ServerColumn.SELECTED
                + " FROM information_schema.columns WHERE table_schema = :database"
                + " ORDER BY table_name, ordinal_position")
        .bind("database", database)
        .map((row, context) -> Map.entry(row.getString(1), ServerColumn.read(row, 2)))
        .forEach(
            column ->
                tables
                    .computeIfAbsent(column.getKey(), t -> new ArrayList<>())
                    .add(
                        documents.contains(document(column.getKey(), column.getValue().name()))
                            ? column.getValue().asJson()
                            : column.getValue()));
    return tables;
  }

  /**
   * The columns that MariaDB made of a JSON declaration: texts with a check of its own. MySQL has
   * the type, and does not tell the table of a check.
   */
  private Set<String> documents() {
    if (!handle.createQuery("SELECT VERSION()").mapTo(String.class).one().contains("MariaDB")) {
      return Set.of();
    }
    return handle
        .createQuery(
            "SELECT table_name, constraint_name FROM information_schema.check_constraints"
                + " WHERE constraint_schema = :database"
                + " AND check_clause = CONCAT('json_valid(`', constraint_name, '`)')")
        .bind("database", database)
        .map((row, context) -> document(row.getString(1), row.getString(2)))
        .set();
  }

  private static String document(String table, String column) {
    return table + "." + column.toLowerCase(Locale.ROOT);
  }

  private Map<String, List<String>> primaryKeys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT table_name, column_name FROM information_schema.statistics"
                + " WHERE table_schema = :database AND index_name = 'PRIMARY'"
                + " ORDER BY table_name, seq_in_index")
        .bind("database", database)
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(
            part ->
                keys.computeIfAbsent(part.getKey(), t -> new ArrayList<>()).add(part.getValue()));
    return keys;
  }

  private boolean exists() {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = :database")
        .bind("database", database)
        .mapTo(Integer.class)
        .one()
        .equals(1);
  }
}
