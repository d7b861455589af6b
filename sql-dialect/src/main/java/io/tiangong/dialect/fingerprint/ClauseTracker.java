package io.tiangong.dialect.fingerprint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Knows, token by token, whether a literal stands in a condition whose literals may be lifted.
 *
 * <p>A frame per parenthesis and per CASE. Conditions of sub-queries in a select list, GROUP BY,
 * HAVING or ORDER BY are left alone: there, equal texts have to stay equal.
 */
final class ClauseTracker {

  private static final Set<String> JOIN_WORDS =
      Set.of("JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL");
  private static final Set<String> SET_WORDS = Set.of("UNION", "INTERSECT", "EXCEPT", "MINUS");
  private static final Set<String> TAIL_WORDS =
      Set.of("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FETCH", "WINDOW", "QUALIFY", "VALUES");

  /** Where in a query a token stands. */
  private enum Clause {
    /** Before SELECT, or inside a function's parentheses. */
    START,
    FROM,
    /** WHERE or ON. */
    CONDITION,
    /** Where nothing may be lifted, nor below. */
    FIXED
  }

  private record Frame(Clause clause, boolean isCase, boolean open) {
    Frame at(Clause next) {
      return next == clause ? this : new Frame(next, isCase, open);
    }
  }

  private final Deque<Frame> outer = new ArrayDeque<>();
  private Frame frame = new Frame(Clause.START, false, true);

  boolean lifting() {
    return frame.open && frame.clause == Clause.CONDITION;
  }

  /** Whether a condition may end before this keyword. */
  static boolean endsCondition(String word) {
    return word.equals("AND")
        || word.equals("OR")
        || word.equals("WHERE")
        || JOIN_WORDS.contains(word)
        || SET_WORDS.contains(word)
        || TAIL_WORDS.contains(word);
  }

  /**
   * @param word an unquoted word, in upper case
   */
  void word(String word) {
    switch (word) {
      case "SELECT" -> frame = frame.at(Clause.FIXED);
      case "FROM" -> frame = frame.at(Clause.FROM);
      case "WHERE", "ON" -> condition();
      case "CASE" -> enter(new Frame(Clause.FIXED, true, false));
      case "END" -> leaveCase();
      default -> otherWord(word);
    }
  }

  private void otherWord(String word) {
    if (JOIN_WORDS.contains(word) && frame.clause == Clause.CONDITION) {
      frame = frame.at(Clause.FROM);
    } else if (SET_WORDS.contains(word)) {
      frame = frame.at(Clause.START);
    } else if (TAIL_WORDS.contains(word)) {
      frame = frame.at(Clause.FIXED);
    }
  }

  /** A WHERE without FROM is a FILTER's. */
  private void condition() {
    boolean inQuery = frame.clause == Clause.FROM || frame.clause == Clause.CONDITION;
    frame = frame.at(inQuery ? Clause.CONDITION : Clause.FIXED);
  }

  /**
   * @param afterLogic whether AND, OR, NOT, WHERE, ON or another parenthesis stands before
   */
  void openParenthesis(boolean afterLogic) {
    boolean open = frame.open && frame.clause != Clause.FIXED;
    boolean group = frame.clause == Clause.FROM || afterLogic;
    enter(new Frame(group ? frame.clause : Clause.START, false, open));
  }

  void closeParenthesis() {
    leaveCase();
    leave();
  }

  private void leaveCase() {
    if (frame.isCase) {
      leave();
    }
  }

  private void enter(Frame inner) {
    outer.push(frame);
    frame = inner;
  }

  private void leave() {
    if (!outer.isEmpty()) {
      frame = outer.pop();
    }
  }
}
