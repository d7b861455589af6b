package io.tiangong.dialect.fingerprint;

import io.tiangong.dialect.parser.HintReader;
import io.tiangong.dialect.parser.TgSqlParser;
import io.tiangong.dialect.plan.Hints;
import io.tiangong.dialect.text.Lexer;
import io.tiangong.dialect.text.Token;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the shape of one text: a walk over its tokens that lifts a literal when the token before is
 * a comparison of something with a name, or BETWEEN, and the token after ends the condition.
 */
final class ShapeReader {

  private static final Set<String> LIFTED_FROM = Set.of("SELECT", "WITH", "(");
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
  private static final Set<String> LOGIC = Set.of("AND", "OR", "NOT", "WHERE", "ON", "(");

  private static final String HINTS_BEGIN = "/*+";
  private static final String HINTS_END = "*/";

  private final String text;
  private final Set<String> reserved;
  private final List<Piece> pieces = new ArrayList<>();
  private final ClauseTracker clauses = new ClauseTracker();
  private final StringBuilder key;
  private final StringBuilder sql;
  private final List<Optional<Value>> slots = new ArrayList<>();
  private int callers;

  /** Index of the literal that may follow {@code BETWEEN literal AND}, once the first is lifted. */
  private int highBound = -1;

  /**
   * @param reserved words that can't be names, in upper case; their case is normalised
   */
  ShapeReader(String text, Set<String> reserved) {
    this.text = text;
    this.reserved = reserved;
    this.key = new StringBuilder(text.length() + 64);
    this.sql = new StringBuilder(text);
  }

  /**
   * A token.
   *
   * @param word as it goes into the key: reserved words in upper case
   * @param upper in upper case
   */
  private record Piece(Token kind, int start, int end, String word, String upper) {}

  /** A literal of one, two or three tokens: {@code 1}, {@code - 1}, {@code DATE '…'}. */
  private record Literal(Value value, int pieces) {}

  Shape read() {
    if (!cut() || pieces.size() == 1) {
      return Shape.verbatim(text);
    }
    Optional<Optional<Hints>> hints = takeHints();
    if (hints.isEmpty()) {
      return Shape.verbatim(text);
    }
    boolean query = LIFTED_FROM.contains(pieces.get(0).word);
    for (int at = 0; pieces.get(at).kind != Token.END; ) {
      Optional<Literal> literal = query ? liftable(at) : Optional.empty();
      if (literal.isPresent()) {
        lift(at, literal.get());
        at += literal.get().pieces;
      } else {
        keep(at++);
      }
    }
    return new Shape(
        key.toString(),
        Fingerprint.shortName(key.toString()),
        sql.toString(),
        List.copyOf(slots),
        callers,
        hints.get());
  }

  /**
   * Takes the hints behind the first word out of the pieces: they do not change the plan. Empty
   * when there are others, or wrong ones, which are for the planner to complain about.
   */
  private Optional<Optional<Hints>> takeHints() {
    List<String> words = pieces.stream().map(Piece::word).toList();
    int begin = words.indexOf(HINTS_BEGIN);
    if (begin < 0) {
      return Optional.of(Optional.empty());
    }
    int end = words.indexOf(HINTS_END);
    boolean first = begin == 1 && words.get(0).equals("SELECT") && end > begin;
    if (!first || words.lastIndexOf(HINTS_BEGIN) != begin) {
      return Optional.empty();
    }
    try {
      String hinted =
          "SELECT " + text.substring(pieces.get(begin).start, pieces.get(end).end) + " 1";
      Hints hints = HintReader.read(TgSqlParser.parseStatement(hinted));
      pieces.subList(begin, end + 1).clear();
      return Optional.of(Optional.of(hints));
    } catch (QueryException e) {
      return Optional.empty();
    }
  }

  /** Cuts the text; false when something in it may mean more than its tokens say. */
  private boolean cut() {
    Lexer lexer = new Lexer(text);
    Token last = Token.END;
    while (true) {
      Token kind = lexer.next();
      String word = lexer.token();
      boolean continued = kind == Token.STRING && last == Token.STRING;
      if (kind == Token.BAD || continued || word.equals("{") || isOdd(kind, word)) {
        return false;
      }
      String upper = kind == Token.WORD ? word.toUpperCase(Locale.ROOT) : word;
      String normal = reserved.contains(upper) ? upper : word;
      pieces.add(new Piece(kind, lexer.start(), lexer.end(), normal, upper));
      if (kind == Token.END) {
        return true;
      }
      last = kind;
    }
  }

  /** With a dollar sign in a name the parser cuts tokens differently. */
  private static boolean isOdd(Token kind, String word) {
    return kind == Token.WORD && word.indexOf('$') >= 0;
  }

  private void keep(int at) {
    Piece piece = pieces.get(at);
    separate().append(piece.word);
    switch (piece.kind) {
      case WORD -> clauses.word(piece.upper);
      case SYMBOL -> symbol(at, piece.word);
      default -> {}
    }
  }

  private void symbol(int at, String symbol) {
    switch (symbol) {
      case "(" -> clauses.openParenthesis(at > 0 && LOGIC.contains(pieces.get(at - 1).word));
      case ")" -> clauses.closeParenthesis();
      case "?" -> {
        slots.add(Optional.empty());
        callers++;
      }
      default -> {}
    }
  }

  private StringBuilder separate() {
    return key.isEmpty() ? key : key.append(' ');
  }

  private void lift(int at, Literal literal) {
    int start = pieces.get(at).start;
    int end = pieces.get(at + literal.pieces - 1).end;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      sql.setCharAt(i, c == '\n' || c == '\r' ? c : ' ');
    }
    sql.setCharAt(start, '?');
    separate().append("?{").append(literal.value.type()).append('}');
    slots.add(Optional.of(literal.value));
  }

  private Optional<Literal> liftable(int at) {
    if (at < 2 || !clauses.lifting()) {
      return Optional.empty();
    }
    Piece before = pieces.get(at - 1);
    boolean low = before.word.equals("BETWEEN");
    if (!low && at != highBound && !isComparison(at - 1)) {
      return Optional.empty();
    }
    Optional<Literal> literal = literal(at).filter(l -> endsAfter(at + l.pieces, low));
    if (low && literal.isPresent()) {
      highBound = at + literal.get().pieces + 1;
    }
    return literal;
  }

  private boolean isComparison(int at) {
    Piece operand = pieces.get(at - 1);
    boolean name =
        operand.kind == Token.QUOTED_NAME
            || operand.word.equals(")")
            || (operand.kind == Token.WORD && !reserved.contains(operand.word));
    return name && pieces.get(at).kind == Token.SYMBOL && COMPARISONS.contains(pieces.get(at).word);
  }

  private boolean endsAfter(int at, boolean low) {
    Piece next = pieces.get(at);
    if (low) {
      return next.word.equals("AND");
    }
    return switch (next.kind) {
      case END -> true;
      case SYMBOL -> next.word.equals(")") || next.word.equals(";");
      case WORD -> ClauseTracker.endsCondition(next.upper);
      default -> false;
    };
  }

  private Optional<Literal> literal(int at) {
    Piece piece = pieces.get(at);
    return switch (piece.kind) {
      case INTEGER, DECIMAL -> number(at, false).map(v -> new Literal(v, 1));
      case STRING -> Optional.of(new Literal(Literals.string(piece.word), 1));
      case SYMBOL ->
          piece.word.equals("-")
              ? number(at + 1, true).map(v -> new Literal(v, 2))
              : Optional.empty();
      case WORD -> temporal(piece.upper, pieces.get(at + 1)).map(v -> new Literal(v, 2));
      default -> Optional.empty();
    };
  }

  private Optional<Value> number(int at, boolean negative) {
    Piece piece = pieces.get(at);
    return switch (piece.kind) {
      case INTEGER -> Literals.integer(piece.word, negative);
      case DECIMAL -> Literals.decimal(piece.word, negative);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> temporal(String word, Piece quoted) {
    if (quoted.kind != Token.STRING) {
      return Optional.empty();
    }
    return switch (word) {
      case "DATE" -> Literals.date(quoted.word);
      case "TIMESTAMP" -> Literals.timestamp(quoted.word);
      default -> Optional.empty();
    };
  }
}
