package io.tiangong.cli;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Statements out of a text, one at a time; the last needs no semicolon. */
final class StatementReader {

  private final Reader text;

  StatementReader(Reader text) {
    this.text = text;
  }

  /** The next statement without its semicolon; empty at the end of the text. */
  Optional<String> next() throws IOException {
    StatementScanner scanner = new StatementScanner();
    StringBuilder statement = new StringBuilder();
    for (int c = text.read(); c >= 0; c = text.read()) {
      if (!scanner.endsWith((char) c)) {
        statement.append((char) c);
      } else if (scanner.hasText()) {
        return Optional.of(statement.toString().strip());
      } else {
        scanner = new StatementScanner();
        statement.setLength(0);
      }
    }
    return scanner.hasText() ? Optional.of(statement.toString().strip()) : Optional.empty();
  }

  /** Whether nothing stands after the last semicolon. */
  static boolean isComplete(String text) {
    StatementScanner scanner = new StatementScanner();
    for (int i = 0; i < text.length(); i++) {
      if (scanner.endsWith(text.charAt(i))) {
        scanner = new StatementScanner();
      }
    }
    return !scanner.hasText() && !scanner.isOpen();
  }
}
