package io.tiangong.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jline.terminal.Terminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * The three streams of the process, all UTF-8.
 *
 * @param in statements, when they come from there
 * @param out answers only; throws when nobody reads any more
 * @param err everything else
 * @param interactive whether a person types and reads
 * @param outWidth columns of the terminal that shows answers; 0 when they go elsewhere
 * @param errIsTerminal whether a person sees what is written to err
 */
record Console(
    Reader in,
    Writer out,
    PrintWriter err,
    boolean interactive,
    IntSupplier outWidth,
    boolean errIsTerminal) {

  private static final int BUFFER = 1 << 16;

  /** The process's own streams, not owned by anybody. */
  static Console ofProcess() {
    TerminalProvider provider = null;
    try {
      provider = TerminalProvider.load("jni");
    } catch (IOException e) {
      // No native support on this platform: nothing is a terminal then.
    }
    TerminalProvider system = provider;
    Predicate<SystemStream> terminal = s -> system != null && system.isSystemStream(s);
    boolean toTerminal = terminal.test(SystemStream.Output);
    int width = system != null && toTerminal ? system.systemStreamWidth(SystemStream.Output) : 0;
    return new Console(
        new BufferedReader(utf8Reader()),
        new BufferedWriter(utf8Writer(FileDescriptor.out), BUFFER),
        new PrintWriter(utf8Writer(FileDescriptor.err), true),
        toTerminal && terminal.test(SystemStream.Input),
        () -> width,
        terminal.test(SystemStream.Error));
  }

  /** A terminal, for answers and everything else. */
  static Console of(Terminal terminal) {
    return new Console(
        terminal.reader(),
        new BufferedWriter(terminal.writer(), BUFFER),
        terminal.writer(),
        true,
        terminal::getWidth,
        true);
  }

  private static Reader utf8Reader() {
    return new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8);
  }

  private static Writer utf8Writer(FileDescriptor stream) {
    return new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8);
  }
}
