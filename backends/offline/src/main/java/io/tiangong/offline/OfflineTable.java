package io.tiangong.offline;

import io.tiangong.spi.Column;
import io.tiangong.spi.Options;
import io.tiangong.spi.SqlTable;
import io.tiangong.spi.TableDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A declared offline table: which files hold it.
 *
 * @param directory all files of the format beneath it, at any depth, are the table
 */
record OfflineTable(TableDefinition definition, Format format, Path directory) implements SqlTable {

  private static final Set<String> OPTIONS = Set.of("format", "path");

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
    Options options =
        new Options("table " + definition.name(), definition.options()).requireKnown(OPTIONS);
    if (definition.columns().isEmpty()) {
      throw options.invalid("an offline table declares its columns");
    }
    for (String partition : definition.partitionedBy()) {
      if (definition.column(partition).isEmpty()) {
        throw options.invalid("PARTITIONED BY an unknown column " + partition);
      }
    }
    return new OfflineTable(definition, format(options), directory(definition, options, root));
  }

  private static Format format(Options options) {
    String name = options.text("format").orElse("parquet");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "parquet" -> Format.PARQUET;
      case "csv" -> Format.CSV;
      default -> throw options.invalid("option 'format' is parquet or csv, not " + name);
    };
  }

  private static Path directory(TableDefinition definition, Options options, Path root) {
    String path = options.text("path").orElse(definition.name().table());
    Path directory = root.resolve(path).normalize();
    if (!directory.startsWith(root)) {
      throw options.invalid("option 'path' leads out of the source's directory: " + path);
    }
    return directory;
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
