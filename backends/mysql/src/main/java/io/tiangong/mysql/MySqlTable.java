package io.tiangong.mysql;

import io.tiangong.spi.Options;
import io.tiangong.spi.SqlTable;
import io.tiangong.spi.TableDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A declared table and its name at the server.
 *
 * @param path database and table, or the table alone when it lies in the connection's database
 */
public record MySqlTable(TableDefinition definition, List<String> path) implements SqlTable {

  private static final String TABLE = "table";

  public MySqlTable {
    path = List.copyOf(path);
  }

  static MySqlTable declare(TableDefinition definition) {
    Options options =
        new Options("table " + definition.name(), definition.options()).requireKnown(Set.of(TABLE));
    String name = options.required(TABLE);
    List<String> path = Arrays.asList(name.split("\\.", -1));
    if (path.size() > 2 || path.stream().anyMatch(String::isBlank)) {
      throw options.invalid(
          "option 'table' must be 'table' or 'database.table', not '" + name + "'");
    }
    if (definition.columns().isEmpty()) {
      throw options.invalid("columns must be declared");
    }
    if (!definition.partitionedBy().isEmpty()) {
      throw options.invalid("PARTITIONED BY is for offline tables");
    }
    return new MySqlTable(definition, path);
  }

  /** Empty: the connection's. */
  public Optional<String> databaseName() {
    return path.size() == 2 ? Optional.of(path.get(0)) : Optional.empty();
  }

  public String tableName() {
    return path.get(path.size() - 1);
  }

  /** The path as SQL text: {@code `ord`.`orders`}. */
  public String qualifiedName() {
    return path.stream()
        .map(part -> "`" + part.replace("`", "``") + "`")
        .collect(Collectors.joining("."));
  }
}
