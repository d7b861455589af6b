package io.tiangong.gateway.flight;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.FunctionDescription;
import io.tiangong.gateway.grpc.RequestLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.FlightSqlProducer;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlNullOrdering;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlOuterJoinsSupportLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedCaseSensitivity;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedElementActions;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedGroupBy;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedPositionedCommands;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedResultSetType;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedSubqueries;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedTransaction;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedUnions;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportsConvert;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlTransactionIsolationLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SupportedAnsi92SqlGrammarLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SupportedSqlGrammar;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What the gateway and its dialect can, as Flight SQL's list of facts. */
final class SqlFacts {

  /** Of Flight SQL's facts, those that its own library has no place for. */
  private static final Set<SqlInfo> NOWHERE =
      Set.of(
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_UNSPECIFIED,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_FORWARD_ONLY,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_SCROLL_SENSITIVE,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_SCROLL_INSENSITIVE,
          SqlInfo.UNRECOGNIZED);

  private static final int MILLIS_PER_SECOND = 1_000;
  private static final long UNKNOWN = 0;

  private final SqlInfoBuilder facts = new SqlInfoBuilder();

  /**
   * @param version of the gateway
   */
  SqlFacts(String version, RequestLimits limits) {
    server(version, limits);
    names();
    grammar();
    writing();
    limits(limits);
    functions();
  }

  /** Answers the facts of these codes, or all; codes that nobody knows are left out. */
  void send(List<Integer> codes, BufferAllocator allocator, ServerStreamListener client) {
    List<Integer> known = codes.stream().filter(SqlFacts::isKnown).toList();
    if (known.isEmpty() && !codes.isEmpty()) {
      try (VectorSchemaRoot none =
          VectorSchemaRoot.create(FlightSqlProducer.Schemas.GET_SQL_INFO_SCHEMA, allocator)) {
        client.start(none);
        client.completed();
      }
      return;
    }
    facts.send(known, client);
  }

  private static boolean isKnown(int code) {
    SqlInfo info = SqlInfo.forNumber(code);
    return info != null && !NOWHERE.contains(info);
  }

  private void server(String version, RequestLimits limits) {
    facts
        .withFlightSqlServerName("Tiangong")
        .withFlightSqlServerVersion(version)
        .withFlightSqlServerArrowVersion(arrowVersion())
        .withFlightSqlServerReadOnly(true)
        .withFlightSqlServerSql(true)
        .withFlightSqlServerSubstrait(false)
        .withFlightSqlServerSubstraitMinVersion("")
        .withFlightSqlServerSubstraitMaxVersion("")
        .withFlightSqlServerTransaction(SqlSupportedTransaction.SQL_SUPPORTED_TRANSACTION_NONE)
        .withFlightSqlServerCancel(true)
        .withFlightSqlServerBulkIngestion(false)
        .withFlightSqlServerBulkIngestionTransaction(false)
        .withFlightSqlServerStatementTimeout(
            Math.toIntExact(
                Math.min(
                    Integer.MAX_VALUE, limits.defaultTimeout().toSeconds() * MILLIS_PER_SECOND)))
        .withFlightSqlServerTransactionTimeout(0);
  }

  private void names() {
    facts
        .withSqlIdentifierQuoteChar("`")
        .withSqlIdentifierCase(SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE)
        .withSqlQuotedIdentifierCase(
            SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE)
        .withSqlSearchStringEscape("\\")
        .withSqlExtraNameCharacters("")
        .withSqlSchemaTerm("schema")
        .withSqlCatalogTerm("catalog")
        .withSqlProcedureTerm("procedure")
        .withSqlCatalogAtStart(true)
        .withSqlAllTablesAreSelectable(true)
        .withSqlSchemasSupportedActions(new SqlSupportedElementActions[0])
        .withSqlCatalogsSupportedActions(new SqlSupportedElementActions[0]);
  }

  private void grammar() {
    facts
        .withSqlNullOrdering(SqlNullOrdering.SQL_NULLS_SORTED_LOW)
        .withSqlSupportsColumnAliasing(true)
        .withSqlNullPlusNullIsNull(true)
        .withSqlSupportsConvert(conversions())
        .withSqlSupportsTableCorrelationNames(true)
        .withSqlSupportsDifferentTableCorrelationNames(false)
        .withSqlSupportsExpressionsInOrderBy(true)
        .withSqlSupportsOrderByUnrelated(true)
        .withSqlSupportedGroupBy(
            SqlSupportedGroupBy.SQL_GROUP_BY_UNRELATED,
            SqlSupportedGroupBy.SQL_GROUP_BY_BEYOND_SELECT)
        .withSqlSupportsLikeEscapeClause(true)
        .withSqlSupportsNonNullableColumns(true)
        .withSqlSupportedGrammar(
            SupportedSqlGrammar.SQL_MINIMUM_GRAMMAR, SupportedSqlGrammar.SQL_CORE_GRAMMAR)
        .withSqlAnsi92SupportedLevel(SupportedAnsi92SqlGrammarLevel.ANSI92_ENTRY_SQL)
        .withSqlOuterJoinSupportLevel(SqlOuterJoinsSupportLevel.SQL_FULL_OUTER_JOINS)
        .withSqlSubQueriesSupported(
            SqlSupportedSubqueries.SQL_SUBQUERIES_IN_COMPARISONS,
            SqlSupportedSubqueries.SQL_SUBQUERIES_IN_EXISTS,
            SqlSupportedSubqueries.SQL_SUBQUERIES_IN_INS,
            SqlSupportedSubqueries.SQL_SUBQUERIES_IN_QUANTIFIEDS)
        .withSqlCorrelatedSubqueriesSupported(true)
        .withSqlSupportedUnions(SqlSupportedUnions.SQL_UNION, SqlSupportedUnions.SQL_UNION_ALL)
        .withSqlNamedParametersSupported(false);
  }

  /** The gateway reads only. */
  private void writing() {
    facts
        .withSqlDdlCatalog(false)
        .withSqlDdlSchema(false)
        .withSqlDdlTable(false)
        .withSqlSupportsIntegrityEnhancementFacility(false)
        .withSqlSupportedPositionedCommands(new SqlSupportedPositionedCommands[0])
        .withSqlSelectForUpdateSupported(false)
        .withSqlStoredProceduresSupported(false)
        .withSqlTransactionsSupported(false)
        .withSqlDefaultTransactionIsolation(SqlTransactionIsolationLevel.SQL_TRANSACTION_NONE_VALUE)
        .withSqlSupportedTransactionsIsolationLevels(
            SqlTransactionIsolationLevel.SQL_TRANSACTION_NONE)
        .withSqlDataDefinitionCausesTransactionCommit(false)
        .withSqlDataDefinitionsInTransactionsIgnored(true)
        .withSqlSupportedResultSetTypes(SqlSupportedResultSetType.SQL_RESULT_SET_TYPE_FORWARD_ONLY)
        .withSqlBatchUpdatesSupported(false)
        .withSqlSavepointsSupported(false)
        .withSqlLocatorsUpdateCopy(false)
        .withSqlStoredFunctionsUsingCallSyntaxSupported(false);
  }

  private void limits(RequestLimits limits) {
    facts
        .withSqlMaxBinaryLiteralLength(UNKNOWN)
        .withSqlMaxCharLiteralLength(UNKNOWN)
        .withSqlMaxColumnNameLength(UNKNOWN)
        .withSqlMaxColumnsInGroupBy(UNKNOWN)
        .withSqlMaxColumnsInIndex(UNKNOWN)
        .withSqlMaxColumnsInOrderBy(UNKNOWN)
        .withSqlMaxColumnsInSelect(UNKNOWN)
        .withSqlMaxColumnsInTable(UNKNOWN)
        .withSqlMaxConnections(UNKNOWN)
        .withSqlMaxCursorNameLength(UNKNOWN)
        .withSqlMaxIndexLength(UNKNOWN)
        .withSqlDbSchemaNameLength(UNKNOWN)
        .withSqlMaxProcedureNameLength(UNKNOWN)
        .withSqlMaxCatalogNameLength(UNKNOWN)
        .withSqlMaxRowSize(UNKNOWN)
        .withSqlMaxRowSizeIncludesBlobs(true)
        .withSqlMaxStatementLength(limits.maxStatementBytes())
        .withSqlMaxStatements(UNKNOWN)
        .withSqlMaxTableNameLength(UNKNOWN)
        .withSqlMaxTablesInSelect(UNKNOWN)
        .withSqlMaxUsernameLength(UNKNOWN);
  }

  private void functions() {
    facts
        .withSqlKeywords(Dialect.ownReservedWords().toArray(String[]::new))
        .withSqlNumericFunctions(names("Numbers"))
        .withSqlStringFunctions(names("Text"))
        .withSqlSystemFunctions(names("Conditions"))
        .withSqlDatetimeFunctions(names("Dates and times"));
  }

  private static String[] names(String group) {
    return Dialect.functions().stream()
        .filter(function -> function.group().equals(group))
        .map(FunctionDescription::name)
        .distinct()
        .toArray(String[]::new);
  }

  /** What CAST turns into what: numbers into numbers, and everything into text and back. */
  private static Map<Integer, List<Integer>> conversions() {
    List<Integer> numbers =
        codes(
            SqlSupportsConvert.SQL_CONVERT_TINYINT,
            SqlSupportsConvert.SQL_CONVERT_SMALLINT,
            SqlSupportsConvert.SQL_CONVERT_INTEGER,
            SqlSupportsConvert.SQL_CONVERT_BIGINT,
            SqlSupportsConvert.SQL_CONVERT_DECIMAL,
            SqlSupportsConvert.SQL_CONVERT_REAL,
            SqlSupportsConvert.SQL_CONVERT_FLOAT,
            SqlSupportsConvert.SQL_CONVERT_VARCHAR);
    return numbers.stream().collect(Collectors.toMap(Function.identity(), number -> numbers));
  }

  private static List<Integer> codes(SqlSupportsConvert... types) {
    return Stream.of(types).map(SqlSupportsConvert::getNumber).toList();
  }

  private static String arrowVersion() {
    String version = VectorSchemaRoot.class.getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }
}
