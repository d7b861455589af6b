package io.tiangong.offline;

import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SqlTable;
import io.tiangong.spi.TableDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A declared offline table: which files hold it.
 *
 * @param directory all files of the format beneath it, at any depth, are the table
 */
record OfflineTable(TableDefinition definition, Format format, Path directory) implements SqlTable {

  private static final List<String> OPTIONS = List.of("format", "path");

  /** A file format. */
  enum Format {
    PARQUET,
    CSV;

    /** The end of the names of its files. */
    String extension() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks a declaration.
   *
   * @param root the source's directory, absolute
   */
  static OfflineTable of(TableDefinition definition, Path root) {
    definition.options().keySet().stream()
        .filter(option -> !OPTIONS.contains(option))
        .sorted()
        .findFirst()
        .ifPresent(
            option -> {
              throw invalid(definition, "unknown option " + Nearest.describe(option, OPTIONS));
            });
    if (definition.columns().isEmpty()) {
      throw invalid(definition, "an offline table declares its columns");
    }
    for (String partition : definition.partitionedBy()) {
      if (definition.column(partition).isEmpty()) {
        List<String> names = definition.columns().stream().map(Column::name).toList();
        throw invalid(
            definition, "PARTITIONED BY an unknown column " + Nearest.describe(partition, names));
      }
    }
    return new OfflineTable(definition, format(definition), directory(definition, root));
  }

  private static Format format(TableDefinition definition) {
    String name = definition.options().getOrDefault("format", "parquet");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "parquet" -> Format.PARQUET;
      case "csv" -> Format.CSV;
      default -> throw invalid(definition, "option format is parquet or csv, not " + name);
    };
  }

  private static Path directory(TableDefinition definition, Path root) {
    String path = definition.options().getOrDefault("path", definition.name().table());
    Path directory = root.resolve(path).normalize();
    if (!directory.startsWith(root)) {
      throw invalid(definition, "option path leads out of the source's directory: " + path);
    }
    return directory;
  }

  private static QueryException invalid(TableDefinition definition, String problem) {
    return new QueryException(
        ErrorCode.CATALOG_INVALID, "table " + definition.name() + ": " + problem);
  }

  @Override
  public List<String> path() {
    return List.of(definition.name().schema(), definition.name().table());
  }

  /** {@code "schema"."table"}. */
  String quotedName() {
    return Sql.name(definition.name().schema()) + "." + Sql.name(definition.name().table());
  }

  List<Column> partitionColumns() {
    return definition.partitionedBy().stream()
        .map(name -> definition.column(name).orElseThrow())
        .toList();
  }

  List<Column> storedColumns() {
    List<Column> partitions = partitionColumns();
    return definition.columns().stream().filter(c -> !partitions.contains(c)).toList();
  }
}
