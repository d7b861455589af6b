package io.tiangong.mysql;

import io.tiangong.spi.ColumnFacts;
import io.tiangong.spi.SourceSchema;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads facts about tables from the server's information_schema. */
final class Discovery {

  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private static final int COUNT_SECONDS = 5;

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  private static final String THIS_TABLE =
      " WHERE table_schema = COALESCE(:database, DATABASE()) AND table_name = :table";

  private final String source;
  private final ConnectionPool pool;

  Discovery(String source, ConnectionPool pool) {
    this.source = source;
    this.pool = pool;
  }

  /** Facts about those of the tables that exist; logs what differs from the declarations. */
  SourceSchema look(List<MySqlTable> tables) {
    return asked(
        handle -> {
          List<TableFacts> facts = new ArrayList<>();
          for (MySqlTable table : tables) {
            look(handle, table).ifPresent(facts::add);
          }
          return new SourceSchema(facts);
        });
  }

  /** The tables of a database, declared as they are. */
  List<TableDefinition> tables(String database, String schema) {
    return asked(handle -> new TableListing(source, handle, database).definitions(schema));
  }

  private <T> T asked(Function<Handle, T> question) {
    return pool.withPermit(connections -> asked(connections, question));
  }

  private <T> T asked(DataSource connections, Function<Handle, T> question) {
    try (Handle handle = Jdbi.open(connections)) {
      return question.apply(handle);
    } catch (ConnectionException | StatementException e) {
      if (e.getCause() instanceof SQLException fault) {
        throw MySqlFaults.of(source, fault);
      }
      throw e;
    }
  }

  private Optional<TableFacts> look(Handle handle, MySqlTable table) {
    List<ServerColumn> columns = serverColumns(handle, table);
    if (columns.isEmpty()) {
      LOG.warn(
          "source {}: table {} is declared on {}, which the server does not have",
          source,
          table.definition().name(),
          table.qualifiedName());
      return Optional.empty();
    }
    List<String> differences = ServerColumn.differences(table.definition(), columns);
    if (!differences.isEmpty()) {
      LOG.warn(
          "source {}: table {} is declared unlike {}: {}",
          source,
          table.definition().name(),
          table.qualifiedName(),
          String.join("; ", differences));
    }
    return Optional.of(facts(handle, table, columns));
  }

  private static TableFacts facts(Handle handle, MySqlTable table, List<ServerColumn> columns) {
    Size size = size(handle, table);
    return new TableFacts(
        table.definition().name(),
        size.rows(),
        size.bytes(),
        names(columns, ServerColumn::comparesExactly),
        names(columns, ServerColumn::isShort),
        hasWindows(handle),
        indexes(handle, table),
        columns(handle, table, size.rows()));
  }

  private static Set<String> names(List<ServerColumn> columns, Predicate<ServerColumn> wanted) {
    return columns.stream()
        .filter(wanted)
        .map(column -> column.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static boolean hasWindows(Handle handle) {
    return hasWindows(handle.createQuery("SELECT VERSION()").mapTo(String.class).one());
  }

  /** MySQL has window functions from version 8.0 on, MariaDB from 10.2. */
  static boolean hasWindows(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.lookingAt()) {
      return false;
    }
    int[] first = version.contains("MariaDB") ? new int[] {10, 2} : new int[] {8, 0};
    int[] found = {Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))};
    return Arrays.compare(found, first) >= 0;
  }

  /** The first column of an index has as many values as the index says. */
  private static Map<String, ColumnFacts> columns(Handle handle, MySqlTable table, long rows) {
    Map<String, ColumnFacts> columns = new HashMap<>();
    handle
        .createQuery(
            "SELECT LOWER(column_name), MAX(cardinality) FROM information_schema.statistics"
                + THIS_TABLE
                + " AND seq_in_index = 1 AND cardinality IS NOT NULL AND column_name IS NOT NULL"
                + " GROUP BY LOWER(column_name)")
        .bind("database", table.databaseName().orElse(null))
        .bind("table", table.tableName())
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(e -> columns.put(e.getKey(), new ColumnFacts(Math.min(e.getValue(), rows), -1)));
    return columns;
  }

  /** Facts with the rows counted, unless that takes too long. */
  Optional<TableFacts> analyze(MySqlTable table) {
    return asked(
        handle -> look(handle, table).map(facts -> facts.withRows(count(handle, table, facts))));
  }

  private static long count(Handle handle, MySqlTable table, TableFacts facts) {
    try {
      return handle
          .createQuery("SELECT COUNT(*) FROM " + table.qualifiedName())
          .setQueryTimeout(COUNT_SECONDS)
          .mapTo(Long.class)
          .one();
    } catch (StatementException e) {
      if (e.getCause() instanceof SQLTimeoutException) {
        return facts.rows();
      }
      throw e;
    }
  }

  private static List<ServerColumn> serverColumns(Handle handle, MySqlTable table) {
    return handle
        .createQuery(
            "SELECT "
                + ServerColumn.SELECTED
                + " FROM information_schema.columns"
                + THIS_TABLE
                + " ORDER BY ordinal_position")
        .bind("database", table.databaseName().orElse(null))
        .bind("table", table.tableName())
        .map((row, context) -> ServerColumn.read(row, 1))
        .list();
  }

  private static Size size(Handle handle, MySqlTable table) {
    return handle
        .createQuery(
            "SELECT COALESCE(table_rows, -1), COALESCE(data_length + index_length, -1)"
                + " FROM information_schema.tables"
                + THIS_TABLE)
        .bind("database", table.databaseName().orElse(null))
        .bind("table", table.tableName())
        .map((row, context) -> new Size(row.getLong(1), row.getLong(2)))
        .one();
  }

  /** An index ends at a column of which it holds a prefix only. */
  private static List<List<String>> indexes(Handle handle, MySqlTable table) {
    Map<String, List<String>> indexes = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT index_name, LOWER(column_name) FROM information_schema.statistics s"
                + THIS_TABLE
                + " AND index_type IN ('BTREE', 'HASH') AND column_name IS NOT NULL"
                + " AND sub_part IS NULL"
                + " ORDER BY index_name <> 'PRIMARY', non_unique, index_name, seq_in_index")
        .bind("database", table.databaseName().orElse(null))
        .bind("table", table.tableName())
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(
            part ->
                indexes
                    .computeIfAbsent(part.getKey(), k -> new ArrayList<>())
                    .add(part.getValue()));
    return List.copyOf(indexes.values());
  }

  private record Size(long rows, long bytes) {}
}
