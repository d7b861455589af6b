package io.tiangong.dialect.parser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * The tokens that the parser would have accepted, as it writes them: {@code "FROM"} in double
 * quotes, {@code <IDENTIFIER>} in angle brackets.
 *
 * @param afterFirst whether they are for the second token: the parser looks two tokens ahead and
 *     complains at the first although only the second is wrong
 */
record Expectation(Set<String> images, boolean afterFirst) {

  /** What people most probably forgot, the most probable first. */
  private static final List<String> PLAUSIBLE =
      List.of(
          ")", "FROM", ",", "BY", "AS", "ON", "JOIN", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT",
          "THEN", "WHEN", "END", "WITH", "NOT", "AND", "=", "(", "SELECT");

  private static final int SHOWN = 6;

  /**
   * @param first image of the token that the parser complains about, upper case
   */
  static Expectation at(String first, SqlParseException error) {
    int[][] sequences = error.getExpectedTokenSequences();
    String[] images = error.getTokenImages();
    Set<String> now = new LinkedHashSet<>();
    Set<String> next = new LinkedHashSet<>();
    if (sequences != null) {
      for (int[] sequence : sequences) {
        now.add(images[sequence[0]]);
        if (sequence.length > 1 && images[sequence[0]].equals('"' + first + '"')) {
          next.add(images[sequence[1]]);
        }
      }
    }
    return next.isEmpty() ? new Expectation(now, false) : new Expectation(next, true);
  }

  boolean isEmpty() {
    return images.isEmpty();
  }

  boolean aName() {
    return images.contains("<IDENTIFIER>");
  }

  private boolean anExpression() {
    return images.contains("\"CASE\"") && images.contains("\"NULL\"");
  }

  /** Keywords and symbols, without quotes. */
  List<String> keywords() {
    return images.stream()
        .filter(image -> image.startsWith("\""))
        .map(image -> image.substring(1, image.length() - 1))
        .toList();
  }

  /** {@code ": expected …"} with a few plausible ones, or nothing. */
  String text() {
    List<String> shown = shown();
    int last = shown.size() - 1;
    return switch (shown.size()) {
      case 0 -> "";
      case 1 -> ": expected " + shown.get(0);
      default ->
          ": expected " + String.join(", ", shown.subList(0, last)) + " or " + shown.get(last);
    };
  }

  private static String shown(String word) {
    return Character.isLetter(word.charAt(0)) ? word : "'" + word + "'";
  }

  private List<String> shown() {
    if (anExpression()) {
      return List.of("an expression");
    }
    List<String> all = new ArrayList<>();
    if (aName()) {
      all.add("a name");
    }
    if (images.contains("<QUOTED_STRING>")) {
      all.add("a string");
    }
    if (images.contains("<UNSIGNED_INTEGER_LITERAL>")) {
      all.add("a number");
    }
    List<String> words = keywords();
    if (words.size() <= SHOWN) {
      words.stream().map(Expectation::shown).forEach(all::add);
    } else {
      PLAUSIBLE.stream().filter(words::contains).map(Expectation::shown).forEach(all::add);
    }
    return all.size() <= SHOWN ? all : all.subList(0, SHOWN);
  }
}
