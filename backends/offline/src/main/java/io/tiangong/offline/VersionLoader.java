package io.tiangong.offline;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnFacts;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TypeKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings one version of a table's files into the engine, in place of the version before. */
final class VersionLoader {

  private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

  private final DuckDbEngine engine;
  private final String source;

  /**
   * @param source named in faults
   */
  VersionLoader(DuckDbEngine engine, String source) {
    this.engine = engine;
    this.source = source;
  }

  /**
   * Defines the table anew; queries that run keep what they began with.
   *
   * @throws QueryException when the files can't be read; the version before is then still there
   */
  TableFacts load(FileRelation relation) {
    try {
      requirePartitionValues(relation);
      requireDeclaredTypes(relation);
      Optional<String> before = definedAs(relation.table());
      if (relation.files().bytes() <= engine.settings().nativeTableBytes()) {
        copy(relation, before);
      } else {
        define("VIEW", relation, before);
      }
      return facts(relation);
    } catch (SQLException e) {
      throw EngineFault.of(source, e);
    }
  }

  /** A table that never could be copied becomes a view, so that each query of it says why. */
  private void copy(FileRelation relation, Optional<String> before) throws SQLException {
    try {
      define("TABLE", relation, before);
    } catch (SQLException e) {
      if (before.isPresent()) {
        throw e;
      }
      define("VIEW", relation, before);
    }
  }

  private void define(String kind, FileRelation relation, Optional<String> before)
      throws SQLException {
    OfflineTable table = relation.table();
    List<String> statements = new ArrayList<>();
    statements.add("CREATE SCHEMA IF NOT EXISTS " + Sql.name(table.definition().name().schema()));
    before.ifPresent(old -> statements.add("DROP " + old + " " + table.quotedName()));
    statements.add("CREATE " + kind + " " + table.quotedName() + " AS " + relation.declared());
    engine.transact(statements);
  }

  /** TABLE, VIEW, or empty. */
  private Optional<String> definedAs(OfflineTable table) throws SQLException {
    String where =
        (" WHERE schema_name = " + Sql.text(table.definition().name().schema()))
            + (" AND lower(name) = " + Sql.text(table.definition().name().table()));
    return engine
        .rows(
            "SELECT kind FROM (SELECT schema_name, table_name AS name, 'TABLE' AS kind"
                + " FROM duckdb_tables() UNION ALL SELECT schema_name, view_name, 'VIEW'"
                + (" FROM duckdb_views())" + where))
        .stream()
        .findFirst()
        .map(row -> (String) row.get(0));
  }

  /** DuckDB reads Hive's name for NULL as a text. */
  private static void requirePartitionValues(FileRelation relation) {
    for (String path : relation.files().paths()) {
      if (path.contains("=" + NO_VALUE)) {
        throw new QueryException(
                ErrorCode.DATA_CORRUPT,
                "table " + relation.table().definition().name() + ": no partition value: " + path)
            .with("file", path);
      }
    }
  }

  private void requireDeclaredTypes(FileRelation relation) throws SQLException {
    Map<String, String> types = new HashMap<>();
    for (List<Object> row : engine.rows("DESCRIBE SELECT * FROM " + relation.raw())) {
      types.put(((String) row.get(0)).toLowerCase(Locale.ROOT), (String) row.get(1));
    }
    TableDefinition definition = relation.table().definition();
    for (Column column : definition.columns()) {
      String type = types.get(column.name().toLowerCase(Locale.ROOT));
      if (type == null) {
        throw mismatch(definition, column, "is not in the files, which have " + types.keySet());
      } else if (!DuckDbType.fits(type, column.type())) {
        throw mismatch(
            definition, column, "is " + column.type() + " but " + type + " in the files");
      }
    }
  }

  private static QueryException mismatch(
      TableDefinition definition, Column column, String problem) {
    return new QueryException(
            ErrorCode.DATA_CORRUPT,
            "table " + definition.name() + ": column " + column.name() + " " + problem)
        .with("table", definition.name().toString())
        .with("column", column.name());
  }

  private TableFacts facts(FileRelation relation) throws SQLException {
    TableDefinition definition = relation.table().definition();
    Set<String> texts =
        definition.columns().stream()
            .filter(column -> column.type().kind() == TypeKind.VARCHAR)
            .map(column -> column.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<String> partitions =
        definition.partitionedBy().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    List<List<String>> indexes = partitions.isEmpty() ? List.of() : List.of(partitions);
    return new TableFacts(
        definition.name(),
        rows(relation),
        relation.files().bytes(),
        texts,
        indexes,
        isCopied(relation) ? columns(relation.table()) : Map.of());
  }

  /** Of a copied table, whose values are at hand. */
  private Map<String, ColumnFacts> columns(OfflineTable table) throws SQLException {
    List<Column> columns = table.definition().columns();
    String counts =
        columns.stream()
            .map(c -> Sql.name(c.name()))
            .map(name -> "approx_count_distinct(" + name + "), COUNT(*) - COUNT(" + name + ")")
            .collect(Collectors.joining(", "));
    List<Object> row = engine.rows("SELECT " + counts + " FROM " + table.quotedName()).get(0);
    Map<String, ColumnFacts> facts = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      facts.put(
          columns.get(i).name().toLowerCase(Locale.ROOT),
          new ColumnFacts(
              ((Number) row.get(2 * i)).longValue(), ((Number) row.get(2 * i + 1)).longValue()));
    }
    return facts;
  }

  private boolean isCopied(FileRelation relation) throws SQLException {
    return definedAs(relation.table()).filter("TABLE"::equals).isPresent();
  }

  private long rows(FileRelation relation) throws SQLException {
    String count =
        isCopied(relation)
            ? "SELECT COUNT(*) FROM " + relation.table().quotedName()
            : relation.count();
    Number rows = (Number) engine.rows(count).get(0).get(0);
    return rows == null ? -1 : rows.longValue();
  }
}
