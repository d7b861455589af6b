package io.tiangong.dialect.parser;

import io.tiangong.dialect.parser.impl.ParseException;
import io.tiangong.dialect.parser.impl.TgSqlParserImplConstants;
import io.tiangong.dialect.text.Lexer;
import io.tiangong.dialect.text.Places;
import io.tiangong.dialect.text.Token;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.NearestName;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Turns the generated parser's complaints into one line that names the token and the way out. */
final class SyntaxErrors {

  private static final List<String> STARTERS =
      List.of("SELECT", "WITH", "VALUES", "EXPLAIN", "SHOW", "DESCRIBE", "CREATE");

  private static final Set<String> CLAUSES =
      Set.of(
          "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "JOIN", "ON", "UNION",
          "WITH", "AS", "BY", "WHEN", "THEN", "ELSE", "END", "AND", "OR");

  private static final int SHOWN_TOKEN = 40;
  private static final int SHORTEST_TYPO = 3;

  private final String text;
  private final SqlAbstractParserImpl.Metadata keywords;

  SyntaxErrors(String text, SqlAbstractParserImpl.Metadata keywords) {
    this.text = text;
    this.keywords = keywords;
  }

  /** A token with its place; {@code start} is negative when there is none. */
  private record Spot(String image, Token kind, int start) {
    static final Spot NONE = new Spot("", Token.END, -1);

    String upper() {
      return image.toUpperCase(Locale.ROOT);
    }

    boolean isStatementEdge() {
      return start < 0 || image.equals(";");
    }
  }

  QueryException of(SqlParseException error) {
    SqlParserPos pos = error.getPos();
    int offset = Places.offset(text, pos.getLineNum(), pos.getColumnNum());
    Lexer lexer = new Lexer(text);
    Spot previous = Spot.NONE;
    Spot first = read(lexer);
    while (first.kind() != Token.END && lexer.end() <= offset) {
      previous = first;
      first = read(lexer);
    }
    if (first.kind() != Token.END && isAtEnd(error)) {
      previous = first;
      first = read(lexer);
    }
    Expectation expected = Expectation.at(first.upper(), error);
    return expected.afterFirst()
        ? explain(first, read(lexer), expected, error)
        : explain(previous, first, expected, error);
  }

  /** The parser gives the place of the last token then. */
  private static boolean isAtEnd(SqlParseException error) {
    return error.getCause() instanceof ParseException cause
        && cause.currentToken != null
        && cause.currentToken.next.kind == TgSqlParserImplConstants.EOF;
  }

  private QueryException explain(
      Spot previous, Spot wrong, Expectation expected, SqlParseException error) {
    if (previous.isStatementEdge() && wrong.kind() != Token.END) {
      return notAStatement(wrong);
    }
    Optional<String> typo = typo(wrong, expected.isEmpty() ? STARTERS : expected.keywords());
    if (typo.isPresent()) {
      return misspelt(wrong, typo.get());
    }
    if (expected.isEmpty()) {
      return at(wrong, String.valueOf(error.getMessage()).lines().findFirst().orElse(""));
    }
    Optional<String> earlier = typo(previous, expected.keywords());
    if (earlier.isPresent()) {
      return misspelt(previous, earlier.get());
    }
    if (isReservedName(previous, wrong, expected)) {
      String message = "%s is a reserved word; to use it as a name write `%s`";
      return at(wrong, message.formatted(wrong.upper(), wrong.image()));
    }
    return at(wrong, unexpected(previous, wrong) + expected.text());
  }

  private QueryException notAStatement(Spot wrong) {
    String message = "a statement starts with %s, not with %s";
    String starters = String.join(", ", STARTERS.subList(0, STARTERS.size() - 1)) + " or CREATE";
    return NearestName.of(wrong.image(), STARTERS)
        .map(nearest -> misspelt(wrong, nearest))
        .orElseGet(() -> at(wrong, message.formatted(starters, shown(wrong))));
  }

  private Optional<String> typo(Spot spot, List<String> candidates) {
    boolean name =
        spot.kind() == Token.WORD
            && spot.image().length() >= SHORTEST_TYPO
            && !keywords.isKeyword(spot.upper());
    return name ? NearestName.of(spot.image(), candidates) : Optional.empty();
  }

  private QueryException misspelt(Spot wrong, String nearest) {
    return at(wrong, "unexpected " + shown(wrong) + "; did you mean " + nearest + "?")
        .with("nearest", nearest);
  }

  private boolean isReservedName(Spot previous, Spot wrong, Expectation expected) {
    return wrong.kind() == Token.WORD
        && expected.aName()
        && keywords.isReservedWord(wrong.upper())
        && (previous.upper().equals("AS")
            || previous.image().equals(".")
            || !CLAUSES.contains(wrong.upper()));
  }

  private static String unexpected(Spot previous, Spot wrong) {
    String what = wrong.kind() == Token.END ? "end of the statement" : shown(wrong);
    return "unexpected " + what + " after " + shown(previous);
  }

  private QueryException at(Spot spot, String message) {
    QueryException error =
        new QueryException(ErrorCode.SYNTAX_ERROR, message).at(Places.of(text, spot.start()));
    return spot.kind() == Token.END ? error : error.with("token", cut(spot.image()));
  }

  private static String shown(Spot spot) {
    return spot.kind() == Token.STRING ? cut(spot.image()) : "'" + cut(spot.image()) + "'";
  }

  private static String cut(String image) {
    return image.length() <= SHOWN_TOKEN ? image : image.substring(0, SHOWN_TOKEN - 1) + "…";
  }

  private static Spot read(Lexer lexer) {
    Token kind = lexer.next();
    return new Spot(lexer.token(), kind, lexer.start());
  }
}
