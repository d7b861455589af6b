package io.tiangong.dialect;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.parser.TgSqlParser;
import io.tiangong.dialect.parser.ast.SqlAnalyzeTable;
import io.tiangong.dialect.parser.ast.SqlDescribe;
import io.tiangong.dialect.parser.ast.SqlExplainQuery;
import io.tiangong.dialect.parser.ast.SqlGrantee;
import io.tiangong.dialect.parser.ast.SqlKillQuery;
import io.tiangong.dialect.parser.ast.SqlSearchTables;
import io.tiangong.dialect.parser.ast.SqlShow;
import io.tiangong.dialect.text.Lexer;
import io.tiangong.dialect.text.Places;
import io.tiangong.dialect.text.Token;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Tells commands to the gateway from queries; queries are known by their first word. */
final class StatementReader {

  private static final Set<String> COMMANDS =
      Set.of("EXPLAIN", "KILL", "ANALYZE", "SHOW", "GRANT", "REVOKE", "CREATE", "IMPORT");

  private StatementReader() {}

  /**
   * @param schema where names without a schema are looked for first; empty: the default schema
   * @throws QueryException when a command is misspelt, or its table does not exist
   */
  static Statement read(String sql, Catalog catalog, String schema) {
    Lexer lexer = new Lexer(sql);
    boolean command =
        lexer.next() == Token.WORD && COMMANDS.contains(lexer.token().toUpperCase(Locale.ROOT));
    return command ? command(sql, catalog, schema) : new Statement.Query();
  }

  private static Statement command(String sql, Catalog catalog, String schema) {
    SqlNode node = TgSqlParser.parseStatement(sql);
    if (node instanceof SqlExplainQuery explain) {
      return explain(sql, explain);
    } else if (node instanceof SqlKillQuery kill) {
      return new Statement.KillQuery(kill.id());
    } else if (node instanceof SqlAnalyzeTable analyze) {
      return analyze(analyze.table(), catalog, schema);
    } else if (node instanceof SqlShow show) {
      return show(show);
    }
    boolean query =
        node.isA(SqlKind.QUERY) || node instanceof SqlDescribe || node instanceof SqlSearchTables;
    return query ? new Statement.Query() : new Statement.Declaration();
  }

  private static Statement explain(String sql, SqlExplainQuery explain) {
    SqlParserPos start = explain.queryPosition();
    String query = sql.substring(Places.offset(sql, start.getLineNum(), start.getColumnNum()));
    return switch (explain.mode()) {
      case PLAN -> new Statement.Query();
      case ANALYZE -> new Statement.ExplainAnalyze(query);
      case SERVE -> new Statement.ExplainServe(query);
    };
  }

  private static Statement analyze(SqlIdentifier table, Catalog catalog, String schema) {
    try {
      return new Statement.AnalyzeTable(catalog.resolve(table.names, schema));
    } catch (QueryException e) {
      SqlParserPos pos = table.getParserPosition();
      throw e.at(new TextPosition(pos.getLineNum(), pos.getColumnNum()));
    }
  }

  private static Statement show(SqlShow show) {
    return switch (show.subject()) {
      case TABLES, SOURCES, SCHEMAS -> new Statement.Query();
      case QUERIES -> new Statement.ShowQueries();
      case STATUS -> new Statement.ShowStatus(show.pattern());
      case GRANTS -> new Statement.ShowGrants(name(show, true), name(show, false));
    };
  }

  private static Optional<String> name(SqlShow show, boolean role) {
    return show.grantee()
        .filter(g -> g.isRole() == role)
        .map(SqlGrantee::name)
        .map(SqlIdentifier::getSimple);
  }
}
