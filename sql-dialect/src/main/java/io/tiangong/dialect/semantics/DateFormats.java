package io.tiangong.dialect.semantics;

import static java.util.Map.entry;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.Map;

/** MySQL's formats of dates in the engine's words. */
final class DateFormats {

  private static final Map<Character, String> SPECIFIERS =
      Map.ofEntries(
          entry('Y', "%Y"),
          entry('y', "%y"),
          entry('m', "%m"),
          entry('c', "%-m"),
          entry('M', "%B"),
          entry('b', "%b"),
          entry('d', "%d"),
          entry('e', "%-d"),
          entry('j', "%j"),
          entry('W', "%A"),
          entry('a', "%a"),
          entry('w', "%w"),
          entry('v', "%V"),
          entry('x', "%G"),
          entry('H', "%H"),
          entry('k', "%-H"),
          entry('h', "%I"),
          entry('I', "%I"),
          entry('l', "%-I"),
          entry('i', "%M"),
          entry('s', "%S"),
          entry('S', "%S"),
          entry('f', "%f"),
          entry('p', "%p"),
          entry('T', "%H:%M:%S"),
          entry('r', "%I:%M:%S %p"),
          entry('%', "%%"));

  private DateFormats() {}

  /**
   * @throws QueryException with NOT_SUPPORTED for specifiers that the engine does not have
   */
  static String toEngine(String format) {
    StringBuilder engine = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        engine.append(c == '%' ? "%%" : c);
        continue;
      }
      char specifier = format.charAt(++i);
      String known = SPECIFIERS.get(specifier);
      if (known == null) {
        throw new QueryException(
            ErrorCode.NOT_SUPPORTED, "dates can't be formatted with %" + specifier);
      }
      engine.append(known);
    }
    return engine.toString();
  }
}
