package io.tiangong.dialect.catalog;

import io.tiangong.dialect.parser.TgSqlParser;
import io.tiangong.dialect.text.Lexer;
import io.tiangong.dialect.text.Places;
import io.tiangong.dialect.text.Token;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A DDL file, cut at its semicolons so that one broken statement does not hide the problems of the
 * next.
 */
record DdlFile(String name, String text) {

  /** A parsed statement with its own text; places inside it are counted from {@code start}. */
  record Statement(String file, String text, TextPosition start, SqlNode node) {

    SourcePlace place(SqlNode part) {
      SqlParserPos pos = part.getParserPosition();
      return place(new TextPosition(pos.getLineNum(), pos.getColumnNum()));
    }

    private SourcePlace place(TextPosition inside) {
      return shifted(file, start, inside);
    }

    /** The text between two places of the statement, both included. */
    String slice(SqlParserPos pos) {
      int from = Places.offset(text, pos.getLineNum(), pos.getColumnNum());
      int to = Places.offset(text, pos.getEndLineNum(), pos.getEndColumnNum());
      return text.substring(from, Math.min(text.length(), to + 1));
    }
  }

  /** The statements that parse; of the others the problems are added. */
  List<Statement> statements(CatalogProblems problems) {
    List<Statement> statements = new ArrayList<>();
    Lexer lexer = new Lexer(text);
    TextPosition start = new TextPosition(1, 1);
    int from = 0;
    Token token;
    do {
      token = lexer.next();
      if (token == Token.END || (token == Token.SYMBOL && lexer.is(";"))) {
        String piece = text.substring(from, lexer.end());
        parse(piece, start, statements, problems);
        start = shift(start, Places.of(piece, piece.length()));
        from = lexer.end();
      }
    } while (token != Token.END);
    return statements;
  }

  private void parse(
      String piece, TextPosition start, List<Statement> statements, CatalogProblems problems) {
    try {
      for (SqlNode node : TgSqlParser.parseScript(piece)) {
        statements.add(new Statement(name, piece, start, node));
      }
    } catch (QueryException e) {
      TextPosition inside = e.position().orElse(new TextPosition(1, 1));
      problems.add(shifted(name, start, inside), e.text());
    }
  }

  private static SourcePlace shifted(String file, TextPosition start, TextPosition inside) {
    TextPosition place = shift(start, inside);
    return new SourcePlace(file, place.line(), place.column());
  }

  private static TextPosition shift(TextPosition start, TextPosition inside) {
    int column = inside.line() == 1 ? start.column() + inside.column() - 1 : inside.column();
    return new TextPosition(start.line() + inside.line() - 1, column);
  }
}
