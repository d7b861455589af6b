package io.tiangong.offline;

import io.tiangong.spi.Column;
import io.tiangong.spi.TypeKind;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL that reads one version of a table's files. */
record FileRelation(OfflineTable table, TableFiles files) {

  private static final String CSV =
      "header = true, delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false";

  /** The files as they are: their own columns and types. */
  String raw() {
    String files = Sql.texts(this.files.paths()) + partitions();
    return switch (table.format()) {
      case PARQUET -> "read_parquet(" + files + ")";
      case CSV ->
          "read_csv(%s, %s, types = %s)".formatted(files, CSV, types(table.storedColumns()));
    };
  }

  /** The declared columns in their declared types. */
  String declared() {
    String columns =
        table.definition().columns().stream().map(this::cast).collect(Collectors.joining(", "));
    return "SELECT " + columns + " FROM " + raw();
  }

  /** The number of rows by the footers of Parquet; NULL for CSV, which would have to be read. */
  String count() {
    return switch (table.format()) {
      case PARQUET ->
          "SELECT CAST(sum(num_rows) AS BIGINT) FROM parquet_file_metadata("
              + (Sql.texts(files.paths()) + ")");
      case CSV -> "SELECT CAST(NULL AS BIGINT)";
    };
  }

  private String partitions() {
    List<Column> columns = table.partitionColumns();
    return columns.isEmpty()
        ? ", hive_partitioning = false"
        : ", hive_partitioning = true, hive_types = " + types(columns);
  }

  private static String types(List<Column> columns) {
    return columns.stream()
        .map(c -> Sql.text(c.name()) + ": " + Sql.text(DuckDbType.name(c.type())))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private String cast(Column column) {
    String name = Sql.name(column.name());
    if (column.type().kind() == TypeKind.JSON) {
      String where = "table " + table.definition().name() + ": column " + column.name();
      return JsonMacros.stored(name, where) + " AS " + name;
    }
    return "CAST(" + name + " AS " + DuckDbType.name(column.type()) + ") AS " + name;
  }
}
