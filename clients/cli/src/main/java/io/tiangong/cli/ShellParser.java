package io.tiangong.cli;

import java.util.Locale;
import java.util.Set;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/**
 * Tells the line editor when what was typed can run: a command of the shell, or up to a semicolon.
 */
final class ShellParser extends DefaultParser {

  private static final Set<String> COMMANDS = Set.of("", "help", "quit", "exit");
  private static final String BREAKS = "(),;=<>+*/";

  ShellParser() {
    setEscapeChars(new char[0]);
    setQuoteChars(new char[0]);
  }

  /** Whether a line is for the shell and not for the gateway. */
  static boolean isCommand(String line) {
    String word = line.strip().toLowerCase(Locale.ROOT);
    return word.startsWith("\\") || COMMANDS.contains(word);
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean accepting = context == ParseContext.ACCEPT_LINE;
    if (accepting && !isCommand(line) && !StatementReader.isComplete(line)) {
      throw new EOFError(-1, cursor, "the statement has no end yet");
    }
    return super.parse(line, cursor, context);
  }

  @Override
  public boolean isDelimiterChar(CharSequence buffer, int position) {
    return super.isDelimiterChar(buffer, position) || BREAKS.indexOf(buffer.charAt(position)) >= 0;
  }
}
