package io.tiangong.dialect.parser;

import io.tiangong.dialect.parser.impl.TgSqlParserImpl;
import io.tiangong.dialect.text.Places;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/** The door from TgSQL text to syntax trees. */
public final class TgSqlParser {

  /** Characters of one statement; long lists of values belong into parameters or tables. */
  public static final int MAX_STATEMENT_LENGTH = 1 << 20;

  private static final int MAX_IDENTIFIER_LENGTH = 256;

  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withParserFactory(TgSqlParserImpl.FACTORY)
          .withQuoting(Quoting.BACK_TICK)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(MAX_IDENTIFIER_LENGTH)
          .withConformance(TgConformance.INSTANCE);

  private TgSqlParser() {}

  /**
   * Parses one statement; a {@code ;} may follow it.
   *
   * @throws QueryException with SYNTAX_ERROR and its place; STATEMENT_TOO_LARGE when the text is
   *     too long, nested too deeply or chained too long; NOT_SUPPORTED for statements that write
   */
  public static SqlNode parseStatement(String sql) {
    if (sql.length() > MAX_STATEMENT_LENGTH) {
      throw new QueryException(
          ErrorCode.STATEMENT_TOO_LARGE,
          "the statement has %,d characters, at most %,d are read; pass long lists as a table"
              .formatted(sql.length(), MAX_STATEMENT_LENGTH));
    }
    List<SqlNode> statements = parseScript(sql);
    if (statements.isEmpty()) {
      throw new QueryException(ErrorCode.SYNTAX_ERROR, "there is no statement in the text")
          .at(Places.of(sql, 0));
    }
    if (statements.size() > 1) {
      throw new QueryException(
              ErrorCode.SYNTAX_ERROR, "only one statement is allowed, here a second one starts")
          .at(place(statements.get(1)));
    }
    return readOnly(statements.get(0));
  }

  /**
   * Parses statements separated by {@code ;}.
   *
   * @throws QueryException as {@link #parseStatement}, for any length
   */
  public static List<SqlNode> parseScript(String text) {
    if (StatementScan.isEmpty(text)) {
      return List.of();
    }
    SqlParser parser = SqlParser.create(text, CONFIG);
    try {
      return List.copyOf(parser.parseStmtList().getList());
    } catch (SqlParseException e) {
      if (e.getCause() instanceof StackOverflowError) {
        throw tooDeep();
      }
      if (e.getPos() == null) {
        throw new QueryException(ErrorCode.INTERNAL, "the parser failed", e);
      }
      throw new SyntaxErrors(text, parser.getMetadata()).of(e);
    } catch (StackOverflowError e) {
      throw tooDeep();
    }
  }

  /** A piece of syntax in one line, the same for every way of writing it; for people. */
  public static String toText(SqlNode node) {
    return node.toSqlString(TgSqlParser::inOneLine).getSql();
  }

  private static SqlWriterConfig inOneLine(SqlWriterConfig config) {
    return config
        .withDialect(AnsiSqlDialect.DEFAULT)
        .withQuoteAllIdentifiers(false)
        .withAlwaysUseParentheses(false)
        .withLineFolding(SqlWriterConfig.LineFolding.WIDE)
        .withClauseStartsLine(false)
        .withSelectListItemsOnSeparateLines(false)
        .withIndentation(0)
        .withLineLength(0);
  }

  /** Words that can't be names without backticks, in upper case. */
  public static Set<String> reservedWords() {
    SqlAbstractParserImpl.Metadata words = SqlParser.create("", CONFIG).getMetadata();
    return words.getTokens().stream()
        .filter(words::isReservedWord)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The reserved words that SQL:2003 does not reserve, sorted. */
  public static List<String> ownReservedWords() {
    SqlAbstractParserImpl.Metadata words = SqlParser.create("", CONFIG).getMetadata();
    return words.getTokens().stream()
        .filter(words::isReservedWord)
        .filter(word -> !StandardWords.RESERVED.contains(word))
        .sorted()
        .toList();
  }

  private static SqlNode readOnly(SqlNode statement) {
    if (statement.isA(SqlKind.DML) || statement.getKind() == SqlKind.PROCEDURE_CALL) {
      throw new QueryException(
              ErrorCode.NOT_SUPPORTED,
              "TgSQL reads only; " + statement.getKind() + " is not served")
          .at(place(statement));
    }
    return statement;
  }

  private static QueryException tooDeep() {
    return new QueryException(ErrorCode.STATEMENT_TOO_LARGE, "the statement is nested too deeply");
  }

  private static TextPosition place(SqlNode node) {
    return new TextPosition(
        node.getParserPosition().getLineNum(), node.getParserPosition().getColumnNum());
  }
}
