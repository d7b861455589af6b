package io.tiangong.dialect.parser;

import io.tiangong.dialect.parser.impl.TgSqlParserImpl;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/** The door from TgSQL text to syntax trees. */
public final class TgSqlParser {

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
   * @throws QueryException with SYNTAX_ERROR and its place, or STATEMENT_TOO_LARGE when the text is
   *     nested too deeply
   */
  public static SqlNode parseStatement(String sql) {
    List<SqlNode> statements = parseScript(sql);
    if (statements.size() == 1) {
      return statements.get(0);
    }
    if (statements.isEmpty()) {
      throw new QueryException(ErrorCode.SYNTAX_ERROR, "there is no statement in the text");
    }
    throw new QueryException(
            ErrorCode.SYNTAX_ERROR, "one statement was expected, here a second one starts")
        .at(
            new TextPosition(
                statements.get(1).getParserPosition().getLineNum(),
                statements.get(1).getParserPosition().getColumnNum()));
  }

  /**
   * Parses statements separated by {@code ;}.
   *
   * @throws QueryException as {@link #parseStatement}
   */
  public static List<SqlNode> parseScript(String text) {
    try {
      return List.copyOf(SqlParser.create(text, CONFIG).parseStmtList().getList());
    } catch (SqlParseException e) {
      throw new QueryException(ErrorCode.SYNTAX_ERROR, String.valueOf(e.getMessage()), e)
          .at(new TextPosition(e.getPos().getLineNum(), e.getPos().getColumnNum()));
    } catch (StackOverflowError e) {
      throw new QueryException(ErrorCode.STATEMENT_TOO_LARGE, "the statement is nested too deeply");
    }
  }
}
