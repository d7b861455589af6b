package io.tiangong.dialect.catalog;

import io.tiangong.dialect.catalog.CatalogScript.DeclaredTable;
import io.tiangong.dialect.parser.ast.SqlColumn;
import io.tiangong.dialect.parser.ast.SqlCreateSource;
import io.tiangong.dialect.parser.ast.SqlCreateTable;
import io.tiangong.dialect.parser.ast.SqlCreateView;
import io.tiangong.dialect.parser.ast.SqlImportTables;
import io.tiangong.dialect.parser.ast.SqlOption;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.NearestName;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;

/** Reads DDL files into a {@link CatalogScript}; statements may come in any order. */
final class CatalogReader {

  private static final String SOURCE = "source";
  private static final String TYPE = "type";

  private final CatalogProblems problems = new CatalogProblems();
  private final OptionReader options = new OptionReader(problems);
  private final UnaryOperator<String> secrets;
  private final Map<String, SourceDefinition> sources = new LinkedHashMap<>();
  private final Map<String, SourcePlace> sourcePlaces = new LinkedHashMap<>();
  private final Map<TableName, SourcePlace> names = new LinkedHashMap<>();
  private final List<DeclaredTable> tables = new ArrayList<>();
  private final List<CatalogView> views = new ArrayList<>();
  private final List<TableImport> imports = new ArrayList<>();

  CatalogReader(UnaryOperator<String> secrets) {
    this.secrets = secrets;
  }

  CatalogScript read(Map<String, String> texts) {
    List<DdlFile.Statement> statements = new ArrayList<>();
    texts.forEach((name, text) -> statements.addAll(new DdlFile(name, text).statements(problems)));
    statements.forEach(this::declareSource);
    statements.forEach(this::declare);
    problems.throwIfAny();
    return new CatalogScript(List.copyOf(sources.values()), tables, views, imports);
  }

  private void declareSource(DdlFile.Statement statement) {
    if (!(statement.node() instanceof SqlCreateSource create)) {
      return;
    }
    String name = create.name().getSimple().toLowerCase(Locale.ROOT);
    Map<String, String> values = options.read(statement, create.options(), secrets);
    String type = values.remove(TYPE);
    if (type == null) {
      problems.add(statement.place(create), missing("source " + name, TYPE, values));
    }
    SourcePlace first = sourcePlaces.putIfAbsent(name, statement.place(create.name()));
    if (first != null) {
      problems.add(statement.place(create.name()), twice("source " + name, first));
    }
    String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
    sources.putIfAbsent(name, new SourceDefinition(name, kind, values));
  }

  private void declare(DdlFile.Statement statement) {
    if (statement.node() instanceof SqlCreateTable table) {
      name(statement, table.name(), "table").ifPresent(name -> table(statement, table, name));
    } else if (statement.node() instanceof SqlCreateView view) {
      name(statement, view.name(), "view")
          .map(name -> view(statement, view, name))
          .ifPresent(views::add);
    } else if (statement.node() instanceof SqlImportTables imported) {
      importTables(statement, imported);
    } else if (!(statement.node() instanceof SqlCreateSource)) {
      problems.add(
          statement.place(statement.node()),
          "a catalog holds CREATE SOURCE, CREATE TABLE, CREATE VIEW and IMPORT TABLES only");
    }
  }

  private void importTables(DdlFile.Statement statement, SqlImportTables imported) {
    List<String> from = imported.from().names;
    if (from.size() != 2) {
      problems.add(
          statement.place(imported.from()),
          "tables are imported from source.database, not from " + imported.from());
      return;
    }
    String source = from.get(0).toLowerCase(Locale.ROOT);
    if (!sources.containsKey(source)) {
      problems.add(
          statement.place(imported.from()),
          "there is no source " + source + NearestName.hint(source, sources.keySet()));
    }
    String schema = imported.into().getSimple().toLowerCase(Locale.ROOT);
    imports.add(new TableImport(source, from.get(1), schema, imported.pattern()));
  }

  private CatalogView view(DdlFile.Statement statement, SqlCreateView create, TableName name) {
    Map<String, String> values =
        options.read(statement, create.options(), secret -> "${" + secret + "}");
    TableNotes notes = TableNotes.take(values, create.comment(), Map.of());
    for (SqlOption option : create.options()) {
      if (values.containsKey(option.key().toLowerCase(Locale.ROOT))) {
        problems.add(
            statement.place(option),
            "a view has no option '"
                + option.key()
                + "'"
                + NearestName.of(option.key(), TableNotes.OPTIONS)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("; known are " + new TreeSet<>(TableNotes.OPTIONS)));
      }
    }
    return new CatalogView(
        name, columnNames(create), statement.slice(create.queryPosition()), notes);
  }

  private static List<String> columnNames(SqlCreateView view) {
    return view.columns().stream().map(SqlIdentifier::getSimple).toList();
  }

  private Optional<TableName> name(
      DdlFile.Statement statement, SqlIdentifier written, String what) {
    if (written.names.size() != 2) {
      problems.add(
          statement.place(written),
          "the name of a " + what + " is schema." + what + ", not " + written);
      return Optional.empty();
    }
    TableName name = new TableName(written.names.get(0), written.names.get(1));
    SourcePlace first = names.putIfAbsent(name, statement.place(written));
    if (first != null) {
      problems.add(statement.place(written), twice(name.toString(), first));
    }
    return Optional.of(name);
  }

  private void table(DdlFile.Statement statement, SqlCreateTable create, TableName name) {
    Map<String, String> values =
        options.read(statement, create.options(), secret -> "${" + secret + "}");
    String source = source(statement, create, name, values);
    Map<String, Column> columns = columns(statement, create);
    List<String> primaryKey = known(statement, create.primaryKey(), columns, "PRIMARY KEY");
    List<String> partitions = known(statement, create.partitionedBy(), columns, "PARTITIONED BY");
    primaryKey.forEach(
        key -> columns.computeIfPresent(key.toLowerCase(Locale.ROOT), (k, c) -> notNull(c)));
    List<Column> declared = List.copyOf(columns.values());
    TableNotes notes = TableNotes.take(values, create.comment(), columnComments(create));
    requireEventTime(statement, create, columns, notes);
    tables.add(
        new DeclaredTable(
            source, new TableDefinition(name, declared, primaryKey, partitions, values), notes));
  }

  private void requireEventTime(
      DdlFile.Statement statement,
      SqlCreateTable create,
      Map<String, Column> columns,
      TableNotes notes) {
    Column column = columns.get(notes.eventTime());
    if (!notes.eventTime().isEmpty() && (column == null || !isMoment(column.type()))) {
      String why =
          column == null
              ? "there is no column "
                  + notes.eventTime()
                  + hint(notes.eventTime(), columns.values())
              : "the column " + column.name() + " is no TIMESTAMP";
      problems.add(statement.place(create.name()), "option 'event-time': " + why);
    }
  }

  private static boolean isMoment(ColumnType type) {
    return type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.TIMESTAMP_LTZ;
  }

  private static Map<String, String> columnComments(SqlCreateTable create) {
    return create.columns().stream()
        .filter(column -> !column.comment().isEmpty())
        .collect(
            Collectors.toMap(
                column -> column.name().getSimple().toLowerCase(Locale.ROOT),
                SqlColumn::comment,
                (first, second) -> first));
  }

  /** Takes the source out of the options. */
  private String source(
      DdlFile.Statement statement,
      SqlCreateTable create,
      TableName table,
      Map<String, String> values) {
    String written = values.remove(SOURCE);
    if (written == null) {
      problems.add(statement.place(create.name()), missing("table " + table, SOURCE, values));
      return "";
    }
    String source = written.toLowerCase(Locale.ROOT);
    if (!sources.containsKey(source)) {
      create.options().stream()
          .filter(option -> option.key().equalsIgnoreCase(SOURCE))
          .forEach(
              option ->
                  problems.add(
                      statement.place(option),
                      "there is no source " + source + NearestName.hint(source, sources.keySet())));
    }
    return source;
  }

  /** By name in lower case, in order. */
  private Map<String, Column> columns(DdlFile.Statement statement, SqlCreateTable create) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (SqlColumn column : create.columns()) {
      String name = column.name().getSimple();
      Column typed = new Column(name, type(statement, column));
      if (columns.putIfAbsent(name.toLowerCase(Locale.ROOT), typed) != null) {
        problems.add(statement.place(column), "the column " + name + " is declared twice");
      }
    }
    return columns;
  }

  private ColumnType type(DdlFile.Statement statement, SqlColumn column) {
    try {
      return ColumnTypes.of(column.type());
    } catch (IllegalArgumentException e) {
      problems.add(
          statement.place(column.type()),
          "column " + column.name().getSimple() + ": " + e.getMessage());
      return ColumnType.of(TypeKind.VARCHAR);
    }
  }

  /** The columns' names as declared; those that don't exist or come twice are problems. */
  private List<String> known(
      DdlFile.Statement statement,
      List<SqlIdentifier> written,
      Map<String, Column> columns,
      String clause) {
    List<String> names = new ArrayList<>();
    for (SqlIdentifier identifier : written) {
      String name = identifier.getSimple();
      Column column = columns.get(name.toLowerCase(Locale.ROOT));
      if (column == null) {
        problems.add(
            statement.place(identifier),
            clause + ": there is no column " + name + hint(name, columns.values()));
      } else if (column.type().kind() == TypeKind.JSON) {
        problems.add(
            statement.place(identifier),
            clause + ": the column " + name + " is JSON, which does not compare");
      } else if (names.contains(column.name())) {
        problems.add(statement.place(identifier), clause + " names " + name + " twice");
      } else {
        names.add(column.name());
      }
    }
    return names;
  }

  private static String hint(String name, Iterable<Column> columns) {
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(column.name()));
    return NearestName.hint(name, names);
  }

  private static Column notNull(Column column) {
    return new Column(column.name(), column.type().withNullable(false));
  }

  private static String missing(String what, String option, Map<String, String> given) {
    String near =
        NearestName.of(option, given.keySet()).map(n -> "; there is '" + n + "'").orElse("");
    return what + " needs the option '" + option + "'" + near;
  }

  private static String twice(String what, SourcePlace first) {
    return what + " is already declared at " + first;
  }
}
