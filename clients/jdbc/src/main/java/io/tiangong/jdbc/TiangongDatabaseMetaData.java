package io.tiangong.jdbc;

import io.tiangong.client.Catalog;
import io.tiangong.client.Column;
import io.tiangong.client.FunctionInfo;
import io.tiangong.client.TableInfo;
import io.tiangong.client.TableKind;
import io.tiangong.client.TiangongException;
import io.tiangong.client.TypeKind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.calcite.avatica.AvaticaDatabaseMetaData;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway can do and has. Tables come from its catalog; what it has not, such as procedures
 * and foreign keys, is an empty result. There are no catalogs in the sense of JDBC, only schemas.
 */
final class TiangongDatabaseMetaData extends AvaticaDatabaseMetaData {

  private static final String ANY = "%";

  private final TiangongConnection gateway;

  TiangongDatabaseMetaData(TiangongConnection connection) {
    super(connection);
    this.gateway = connection;
  }

  private <T> T ask(Function<Catalog, T> question) throws SQLException {
    try {
      return question.apply(gateway.client().catalog());
    } catch (TiangongException e) {
      throw SqlErrors.of(e);
    }
  }

  /** A catalog's name that excludes everything, since nothing is in a catalog. */
  private static boolean excludes(@Nullable String catalog) {
    return catalog != null && !catalog.isEmpty() && !catalog.equals(ANY);
  }

  private List<TableInfo> tables(
      @Nullable String schema, @Nullable String table, List<TableKind> kinds, boolean columns)
      throws SQLException {
    return ask(catalog -> catalog.tables(pattern(schema), pattern(table), kinds, columns));
  }

  private static String pattern(@Nullable String pattern) {
    return pattern == null || pattern.equals(ANY) ? "" : pattern;
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return MetadataRows.of("TABLE_CAT").resultSet(gateway);
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    MetadataRows rows = MetadataRows.of("TABLE_SCHEM, TABLE_CATALOG");
    NamePattern pattern = new NamePattern(schemaPattern);
    for (String schema : excludes(catalog) ? List.<String>of() : ask(Catalog::schemas)) {
      if (pattern.matches(schema)) {
        rows.row(schema, null);
      }
    }
    return rows.resultSet(gateway);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return MetadataRows.of("TABLE_TYPE").row("TABLE").row("VIEW").resultSet(gateway);
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    MetadataRows rows =
        MetadataRows.of(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE, REMARKS, TYPE_CAT, TYPE_SCHEM,"
                + " TYPE_NAME, SELF_REFERENCING_COL_NAME, REF_GENERATION");
    List<TableKind> kinds = kinds(types);
    boolean none = excludes(catalog) || (types != null && kinds.isEmpty());
    for (TableInfo t :
        none ? List.<TableInfo>of() : tables(schemaPattern, tablePattern, kinds, false)) {
      rows.row(
          null, t.schema(), t.name(), t.kind().name(), t.comment(), null, null, null, null, null);
    }
    return rows.orderedBy(3, 1, 2).resultSet(gateway);
  }

  /** Empty also when none is known. */
  private static List<TableKind> kinds(String @Nullable [] types) {
    List<TableKind> kinds = new ArrayList<>();
    for (TableKind kind : TableKind.values()) {
      if (types != null && Arrays.asList(types).contains(kind.name())) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    MetadataRows rows =
        MetadataRows.of(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE INTEGER, TYPE_NAME,"
                + " COLUMN_SIZE INTEGER, BUFFER_LENGTH INTEGER, DECIMAL_DIGITS INTEGER,"
                + " NUM_PREC_RADIX INTEGER, NULLABLE INTEGER, REMARKS, COLUMN_DEF, SQL_DATA_TYPE"
                + " INTEGER, SQL_DATETIME_SUB INTEGER, CHAR_OCTET_LENGTH INTEGER, ORDINAL_POSITION"
                + " INTEGER, IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA, SCOPE_TABLE,"
                + " SOURCE_DATA_TYPE SMALLINT, IS_AUTOINCREMENT, IS_GENERATEDCOLUMN");
    NamePattern pattern = new NamePattern(columnPattern);
    for (TableInfo table :
        excludes(catalog)
            ? List.<TableInfo>of()
            : tables(schemaPattern, tablePattern, List.of(), true)) {
      for (int i = 0; i < table.columns().size(); i++) {
        TableInfo.ColumnInfo column = table.columns().get(i);
        if (pattern.matches(column.column().name())) {
          addColumn(rows, table, column, i + 1);
        }
      }
    }
    return rows.resultSet(gateway);
  }

  private static void addColumn(
      MetadataRows rows, TableInfo table, TableInfo.ColumnInfo described, int ordinal) {
    Column column = described.column();
    SqlType type = SqlType.of(column.kind());
    boolean text = column.kind() == TypeKind.VARCHAR || column.kind() == TypeKind.JSON;
    rows.row(
        null,
        table.schema(),
        table.name(),
        column.name(),
        type.code(),
        type.name(),
        SqlType.precision(column),
        null,
        SqlType.scale(column),
        column.kind().isNumeric() ? 10 : null,
        column.nullable() ? columnNullable : columnNoNulls,
        described.comment(),
        null,
        null,
        null,
        text ? SqlType.precision(column) : null,
        ordinal,
        column.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  @Override
  public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    MetadataRows rows =
        MetadataRows.of(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, KEY_SEQ SMALLINT, PK_NAME");
    for (TableInfo t :
        excludes(catalog)
            ? List.<TableInfo>of()
            : tables(NamePattern.literal(schema), NamePattern.literal(table), List.of(), false)) {
      for (int i = 0; i < t.primaryKey().size(); i++) {
        rows.row(null, t.schema(), t.name(), t.primaryKey().get(i), (short) (i + 1), "PRIMARY");
      }
    }
    return rows.orderedBy(3).resultSet(gateway);
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    MetadataRows rows =
        MetadataRows.of(
            "TYPE_NAME, DATA_TYPE INTEGER, PRECISION INTEGER, LITERAL_PREFIX, LITERAL_SUFFIX,"
                + " CREATE_PARAMS, NULLABLE SMALLINT, CASE_SENSITIVE BOOLEAN, SEARCHABLE SMALLINT,"
                + " UNSIGNED_ATTRIBUTE BOOLEAN, FIXED_PREC_SCALE BOOLEAN, AUTO_INCREMENT BOOLEAN,"
                + " LOCAL_TYPE_NAME, MINIMUM_SCALE SMALLINT, MAXIMUM_SCALE SMALLINT, SQL_DATA_TYPE"
                + " INTEGER, SQL_DATETIME_SUB INTEGER, NUM_PREC_RADIX INTEGER");
    SqlType[] types = SqlType.values();
    Arrays.sort(types, java.util.Comparator.comparingInt(SqlType::code));
    for (SqlType type : types) {
      addType(rows, type);
    }
    return rows.resultSet(gateway);
  }

  private static void addType(MetadataRows rows, SqlType type) {
    boolean time =
        switch (type) {
          case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> true;
          default -> false;
        };
    boolean text = type == SqlType.VARCHAR || type == SqlType.JSON;
    boolean fraction = time && type != SqlType.DATE;
    int maxScale = type == SqlType.DECIMAL ? 38 : fraction ? 6 : 0;
    rows.row(
        type.name(),
        type.code(),
        type.precision(),
        text ? "'" : time ? type.name() + " '" : null,
        text || time ? "'" : null,
        type == SqlType.DECIMAL ? "precision,scale" : fraction ? "precision" : null,
        (short) typeNullable,
        text,
        (short) typeSearchable,
        !type.kind().isNumeric(),
        false,
        false,
        type.name(),
        (short) 0,
        (short) maxScale,
        null,
        null,
        type.kind().isNumeric() ? 10 : null);
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    MetadataRows rows =
        MetadataRows.of(
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, REMARKS, FUNCTION_TYPE SMALLINT,"
                + " SPECIFIC_NAME");
    NamePattern pattern = new NamePattern(namePattern);
    for (FunctionInfo f : excludes(catalog) ? List.<FunctionInfo>of() : ask(Catalog::functions)) {
      if (pattern.matches(f.name())) {
        String remarks = f.signature() + ": " + f.description();
        rows.row(null, null, f.name(), remarks, (short) functionNoTable, f.name());
      }
    }
    return rows.orderedBy(2).resultSet(gateway);
  }

  @Override
  public String getSQLKeywords() {
    return String.join(",", gateway.server().keywords());
  }

  @Override
  public String getNumericFunctions() {
    return JdbcFunctions.NUMERIC;
  }

  @Override
  public String getStringFunctions() {
    return JdbcFunctions.STRING;
  }

  @Override
  public String getSystemFunctions() {
    return JdbcFunctions.SYSTEM;
  }

  @Override
  public String getTimeDateFunctions() {
    return JdbcFunctions.TIME_DATE;
  }

  @Override
  public String getDatabaseProductName() {
    return gateway.server().product();
  }

  @Override
  public String getDatabaseProductVersion() {
    return gateway.server().version();
  }

  @Override
  public int getDatabaseMajorVersion() {
    return versionPart(0);
  }

  @Override
  public int getDatabaseMinorVersion() {
    return versionPart(1);
  }

  private int versionPart(int part) {
    String[] parts = gateway.server().version().split("\\D+");
    return part < parts.length && !parts[part].isEmpty() ? Integer.parseInt(parts[part]) : 0;
  }

  @Override
  public String getUserName() {
    String user = gateway.options().get(Option.USER);
    return user.isEmpty() ? gateway.server().account() : user;
  }

  @Override
  public int getMaxStatementLength() {
    return (int) Math.min(gateway.server().maxStatementBytes(), Integer.MAX_VALUE);
  }

  @Override
  public String getIdentifierQuoteString() {
    return "`";
  }

  @Override
  public String getCatalogTerm() {
    return "";
  }

  @Override
  public String getCatalogSeparator() {
    return "";
  }

  @Override
  public String getExtraNameCharacters() {
    return "$";
  }

  @Override
  public String getSearchStringEscape() {
    return "\\";
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_NONE;
  }

  @Override
  public int getSQLStateType() {
    return DatabaseMetaData.sqlStateSQL;
  }

  @Override
  public boolean storesMixedCaseIdentifiers() {
    return true;
  }

  @Override
  public boolean supportsMixedCaseIdentifiers() {
    return false;
  }

  @Override
  public boolean storesUpperCaseIdentifiers() {
    return false;
  }

  @Override
  public boolean storesLowerCaseIdentifiers() {
    return false;
  }

  @Override
  public boolean storesMixedCaseQuotedIdentifiers() {
    return true;
  }

  @Override
  public boolean supportsMixedCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public boolean storesUpperCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public boolean storesLowerCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public boolean nullsAreSortedHigh() {
    return false;
  }

  @Override
  public boolean nullsAreSortedLow() {
    return true;
  }

  @Override
  public boolean nullsAreSortedAtStart() {
    return false;
  }

  @Override
  public boolean nullsAreSortedAtEnd() {
    return false;
  }

  @Override
  public boolean allProceduresAreCallable() {
    return false;
  }

  @Override
  public boolean supportsBatchUpdates() {
    return false;
  }

  @Override
  public boolean supportsDataManipulationTransactionsOnly() {
    return false;
  }

  @Override
  public boolean dataDefinitionCausesTransactionCommit() {
    return false;
  }

  @Override
  public boolean supportsConvert(int fromType, int toType) {
    return true;
  }

  @Override
  public boolean supportsCatalogsInDataManipulation() {
    return false;
  }

  @Override
  public boolean supportsCatalogsInTableDefinitions() {
    return false;
  }

  @Override
  public boolean supportsCatalogsInProcedureCalls() {
    return false;
  }

  @Override
  public boolean supportsCatalogsInIndexDefinitions() {
    return false;
  }

  @Override
  public boolean supportsCatalogsInPrivilegeDefinitions() {
    return false;
  }

  @Override
  public boolean supportsSchemasInProcedureCalls() {
    return false;
  }

  @Override
  public boolean supportsStoredFunctionsUsingCallSyntax() {
    return false;
  }

  @Override
  public boolean supportsOpenCursorsAcrossCommit() {
    return true;
  }

  @Override
  public boolean supportsOpenStatementsAcrossCommit() {
    return true;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public boolean supportsMultipleOpenResults() {
    return false;
  }

  @Override
  public boolean ownUpdatesAreVisible(int type) {
    return false;
  }

  @Override
  public boolean ownDeletesAreVisible(int type) {
    return false;
  }

  @Override
  public boolean ownInsertsAreVisible(int type) {
    return false;
  }

  @Override
  public boolean othersUpdatesAreVisible(int type) {
    return false;
  }

  @Override
  public boolean othersDeletesAreVisible(int type) {
    return false;
  }

  @Override
  public boolean othersInsertsAreVisible(int type) {
    return false;
  }

  @Override
  public boolean updatesAreDetected(int type) {
    return false;
  }

  @Override
  public boolean deletesAreDetected(int type) {
    return false;
  }

  @Override
  public boolean insertsAreDetected(int type) {
    return false;
  }

  @Override
  public boolean locatorsUpdateCopy() {
    return false;
  }

  @Override
  public String toString() {
    return "metadata of " + gateway.options().toString().toLowerCase(Locale.ROOT);
  }
}
