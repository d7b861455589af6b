package io.tiangong.hbase;

import io.tiangong.hbase.HBaseTable.CellColumn;
import io.tiangong.hbase.cell.CellCodec;
import io.tiangong.hbase.cell.CellEncoding;
import io.tiangong.hbase.rowkey.RowKeyParser;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Column;
import io.tiangong.spi.Options;
import io.tiangong.spi.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.util.Bytes;

/** A CREATE TABLE statement on its way to an {@link HBaseTable}. */
final class TableDeclaration {

  private static final String TABLE = "table";
  private static final String ROW_KEY = "row-key";
  private static final String FAMILY = "family";
  private static final String ENCODING = "encoding";
  private static final String COLUMN_ENCODING = "encoding.";
  private static final String COLUMN_QUALIFIER = "qualifier.";

  private final TableDefinition definition;
  private final Options options;

  private TableDeclaration(TableDefinition definition) {
    this.definition = definition;
    this.options = new Options("table " + definition.name(), definition.options());
  }

  static HBaseTable compile(TableDefinition definition) {
    return new TableDeclaration(definition).table();
  }

  private HBaseTable table() {
    requireKnownOptions();
    if (definition.columns().isEmpty()) {
      throw options.invalid("HBase does not know columns: declare them");
    }
    if (!definition.partitionedBy().isEmpty()) {
      throw options.invalid("HBase tables have no PARTITIONED BY");
    }
    RowKeySpec rowKey = rowKey();
    requirePrimaryKey(rowKey);
    String family = options.required(FAMILY).strip();
    if (family.isEmpty() || family.contains(":")) {
      throw options.invalid("option 'family': '" + family + "' is no column family");
    }
    return new HBaseTable(
        definition, physical(), Bytes.toBytes(family), rowKey, keyIndexes(rowKey), cells(rowKey));
  }

  private void requireKnownOptions() {
    Set<String> known = new TreeSet<>(Set.of(TABLE, ROW_KEY, FAMILY, ENCODING));
    for (Column column : definition.columns()) {
      known.add(COLUMN_ENCODING + lower(column.name()));
      known.add(COLUMN_QUALIFIER + lower(column.name()));
    }
    options.requireKnown(known);
  }

  private TableName physical() {
    String name = options.required(TABLE);
    try {
      return TableName.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw options.invalid(
          "option 'table': '" + name + "' is no HBase table name: " + e.getMessage());
    }
  }

  private RowKeySpec rowKey() {
    try {
      return RowKeyParser.parse(options.required(ROW_KEY), definition.columns());
    } catch (IllegalArgumentException e) {
      throw options.invalid("option 'row-key': " + e.getMessage());
    }
  }

  private void requirePrimaryKey(RowKeySpec rowKey) {
    List<String> columns = rowKey.columnNames().stream().map(TableDeclaration::lower).toList();
    if (!columns.equals(definition.primaryKey().stream().map(TableDeclaration::lower).toList())) {
      throw options.invalid(
          "PRIMARY KEY must be ("
              + String.join(", ", columns)
              + "), the columns of option 'row-key' in their order");
    }
  }

  private List<Integer> keyIndexes(RowKeySpec rowKey) {
    return rowKey.fields().stream()
        .map(field -> definition.columns().indexOf(field.column()))
        .toList();
  }

  private List<CellColumn> cells(RowKeySpec rowKey) {
    List<CellColumn> cells = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (Column column : definition.columns()) {
      if (rowKey.indexOf(column.name()).isEmpty()) {
        String qualifier =
            options.text(COLUMN_QUALIFIER + lower(column.name())).orElse(column.name());
        String owner = owners.put(qualifier, column.name());
        if (owner != null || qualifier.isEmpty()) {
          throw options.invalid(
              "option 'qualifier." + lower(column.name()) + "': '" + qualifier + "' is not free");
        }
        byte[] bytes = qualifier.getBytes(StandardCharsets.UTF_8);
        cells.add(
            new CellColumn(definition.columns().indexOf(column), column, bytes, codec(column)));
      } else {
        requireNoCellOption(column);
      }
    }
    return cells;
  }

  private void requireNoCellOption(Column column) {
    for (String prefix : List.of(COLUMN_ENCODING, COLUMN_QUALIFIER)) {
      if (options.text(prefix + lower(column.name())).isPresent()) {
        throw options.invalid(
            "option '" + prefix + lower(column.name()) + "': the column lies in the row key");
      }
    }
  }

  private CellCodec codec(Column column) {
    String option = COLUMN_ENCODING + lower(column.name());
    String key = options.text(option).isPresent() ? option : ENCODING;
    String name = options.text(key).orElse(CellEncoding.BINARY.toString());
    CellEncoding encoding =
        CellEncoding.named(name)
            .orElseThrow(
                () ->
                    options.invalid(
                        "option '" + key + "': '" + name + "' is none of " + CellEncoding.names()));
    try {
      return encoding.codec(column.type());
    } catch (IllegalArgumentException e) {
      throw options.invalid("column " + column.name() + ": " + e.getMessage());
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
