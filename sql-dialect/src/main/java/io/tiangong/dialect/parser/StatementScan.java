package io.tiangong.dialect.parser;

import io.tiangong.dialect.text.Lexer;
import io.tiangong.dialect.text.Places;
import io.tiangong.dialect.text.Token;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.Locale;
import java.util.Set;

/**
 * One pass over the tokens before the parser sees them: it refuses what the parser can't read, and
 * what would cost it too much.
 *
 * <p>The generated parser is recursive, so nesting is bounded; it builds operator trees in
 * quadratic time and as deep as they are long, so chains of operators, joins and set operations are
 * bounded; naming columns takes quadratic time, so they are, too.
 */
final class StatementScan {

  static final int MAX_DEPTH = 100;
  static final int MAX_OPERATORS = 2_000;
  static final int MAX_LINKS = 500;
  static final int MAX_COLUMNS = 1_000;

  private static final Set<String> OPERATORS =
      Set.of("AND", "OR", "NOT", "DIV", "IS", "REGEXP", "RLIKE");
  private static final Set<String> LINKS = Set.of("JOIN", "UNION", "INTERSECT", "EXCEPT");
  private static final int LONGEST_KEYWORD = 9;

  private final String text;
  private final Lexer lexer;
  private final int[] operators = new int[MAX_DEPTH + 2];
  private final boolean[] cases = new boolean[MAX_DEPTH + 2];

  /** By depth: commas of the select list that is being read; negative outside of one. */
  private final int[] columns = new int[MAX_DEPTH + 2];

  private int depth;
  private int links;
  private boolean empty = true;

  private StatementScan(String text) {
    this.text = text;
    this.lexer = new Lexer(text);
    this.columns[0] = -1;
  }

  /**
   * @return whether there is no token at all but {@code ;}
   * @throws QueryException with SYNTAX_ERROR or STATEMENT_TOO_LARGE and the place
   */
  static boolean isEmpty(String text) {
    StatementScan scan = new StatementScan(text);
    for (Token token = scan.lexer.next(); token != Token.END; token = scan.lexer.next()) {
      scan.see(token);
    }
    return scan.empty;
  }

  private void see(Token token) {
    switch (token) {
      case BAD -> throw error(ErrorCode.SYNTAX_ERROR, lexer.problem());
      case WORD -> word();
      case SYMBOL -> symbol(text.charAt(lexer.start()));
      default -> empty = false;
    }
  }

  private void word() {
    empty = false;
    if (lexer.end() - lexer.start() > LONGEST_KEYWORD) {
      return;
    }
    String word = lexer.token().toUpperCase(Locale.ROOT);
    if (OPERATORS.contains(word)) {
      operator();
    } else if (LINKS.contains(word)) {
      if (++links > MAX_LINKS) {
        throw tooLarge("has more than " + MAX_LINKS + " joins and set operations");
      }
    } else if (word.equals("SELECT")) {
      columns[depth] = 0;
    } else if (word.equals("FROM")) {
      columns[depth] = -1;
    } else if (word.equals("CASE")) {
      enter(true);
    } else if (word.equals("END") && cases[depth]) {
      depth--;
    }
  }

  private void symbol(char c) {
    switch (c) {
      case '(', '[', '{' -> enter(false);
      case ')', ']', '}' -> leave();
      case ';' -> statementEnd();
      case ',' -> comma();
      case '.', '?', ':' -> {}
      default -> operator();
    }
    empty &= c == ';';
  }

  private void comma() {
    operators[depth] = 0;
    if (columns[depth] >= 0 && ++columns[depth] >= MAX_COLUMNS) {
      throw tooLarge("selects more than " + MAX_COLUMNS + " columns");
    }
  }

  private void statementEnd() {
    operators[depth] = 0;
    columns[depth] = -1;
    links = 0;
  }

  private void operator() {
    if (++operators[depth] > MAX_OPERATORS) {
      throw tooLarge(
          "has more than " + MAX_OPERATORS + " operators in one expression; use IN (…) or a join");
    }
  }

  private void enter(boolean isCase) {
    if (++depth > MAX_DEPTH) {
      throw tooLarge("is nested more than " + MAX_DEPTH + " levels deep");
    }
    operators[depth] = 0;
    columns[depth] = -1;
    cases[depth] = isCase;
  }

  private void leave() {
    while (depth > 0 && cases[depth]) {
      depth--;
    }
    if (depth == 0) {
      throw error(
          ErrorCode.SYNTAX_ERROR, "nothing is open that this " + lexer.token() + " could close");
    }
    depth--;
  }

  private QueryException tooLarge(String why) {
    return error(ErrorCode.STATEMENT_TOO_LARGE, "the statement " + why);
  }

  private QueryException error(ErrorCode code, String message) {
    return new QueryException(code, message).at(Places.of(text, lexer.start()));
  }
}
