package io.tiangong.offline;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one map of DuckDB's errors, told apart by the prefix of their text, to error codes. */
final class EngineFault {

  private static final Pattern TYPED =
      Pattern.compile("([A-Z][A-Za-z ]*?) Error: (.*)", Pattern.DOTALL);
  private static final Pattern MISSING_TABLE =
      Pattern.compile("Table with name (.+?) does not exist!.*", Pattern.DOTALL);
  private static final Pattern QUOTED_FILE = Pattern.compile("[\"']([^\"']*[/\\\\][^\"']*)[\"']");
  private static final Pattern CSV_FILE = Pattern.compile("\\bfile ?= ?(.+)");
  private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern CSV_REASON = Pattern.compile("\n((?:Error|Expected|Value).*)");

  /** What rendered statements raise by {@code error('CODE: text')}. */
  private static final Pattern RAISED =
      Pattern.compile(
          "(NUMERIC_VALUE_OUT_OF_RANGE|INVALID_CAST|INVALID_PARAMETER|DATA_CORRUPT): (.*)",
          Pattern.DOTALL);

  private static final List<String> OUT_OF_RANGE =
      List.of(
          "out of range for the destination",
          "value is out of range",
          "Could not cast value",
          "Failed to cast decimal");
  private static final List<String> GONE =
      List.of("Cannot open file", "No such file", "No files found", "Could not open file");
  private static final List<String> DAMAGED =
      List.of("arquet", "magic bytes", "Thrift", "TProtocol", "hive partition", "schema mismatch");

  private EngineFault() {}

  /**
   * @param source named when it is unavailable
   */
  static QueryException of(String source, Exception thrown) {
    String message = String.valueOf(thrown.getMessage());
    if (message.contains("CSV Error on Line")) {
      return csv(message, thrown);
    }
    Matcher typed = TYPED.matcher(message);
    if (!typed.find()) {
      return fault(ErrorCode.SOURCE_ERROR, message, thrown);
    }
    String text = typed.group(2);
    return switch (typed.group(1)) {
      case "INTERRUPT" -> fault(ErrorCode.CANCELLED, "the engine was interrupted", thrown);
      case "Out of Memory" -> fault(ErrorCode.MEMORY_LIMIT_EXCEEDED, text, thrown);
      case "Out of Range" ->
          fault(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, EngineTypes.named(text), thrown);
      case "Conversion" -> conversion(text, thrown);
      case "IO" -> io(source, text, thrown);
      case "Catalog" -> catalog(source, text, thrown);
      default -> other(text, thrown);
    };
  }

  private static QueryException conversion(String text, Exception thrown) {
    boolean range = contains(text, OUT_OF_RANGE);
    return fault(
        range ? ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE : ErrorCode.INVALID_CAST,
        EngineTypes.named(text),
        thrown);
  }

  private static QueryException io(String source, String text, Exception thrown) {
    return contains(text, GONE) || file(text) == null
        ? withFile(unavailable(source, firstLine(text), thrown), text)
        : withFile(fault(ErrorCode.DATA_CORRUPT, text, thrown), text);
  }

  private static QueryException catalog(String source, String text, Exception thrown) {
    Matcher table = MISSING_TABLE.matcher(text);
    return table.matches()
        ? unavailable(
                source,
                "table " + table.group(1) + " could not be read yet; the gateway's log says why",
                thrown)
            .with("table", table.group(1))
        : fault(ErrorCode.SOURCE_ERROR, text, thrown);
  }

  private static QueryException other(String text, Exception thrown) {
    Matcher raised = RAISED.matcher(text);
    if (raised.matches()) {
      return fault(ErrorCode.valueOf(raised.group(1)), raised.group(2), thrown);
    } else if (contains(text, DAMAGED)) {
      return withFile(fault(ErrorCode.DATA_CORRUPT, text, thrown), text);
    } else if (text.startsWith("Malformed JSON")) {
      return fault(ErrorCode.INVALID_CAST, text, thrown);
    } else if (text.startsWith("More than one row returned by a subquery")) {
      return fault(ErrorCode.SEMANTIC_ERROR, text, thrown);
    }
    return fault(ErrorCode.SOURCE_ERROR, text, thrown);
  }

  private static QueryException csv(String message, Exception thrown) {
    String file = group(CSV_FILE, message);
    String line = group(CSV_LINE, message);
    String reason = group(CSV_REASON, message);
    return fault(ErrorCode.DATA_CORRUPT, file + ", line " + line + ": " + reason, thrown)
        .with("file", String.valueOf(file))
        .with("line", String.valueOf(line));
  }

  private static QueryException unavailable(String source, String text, Exception thrown) {
    return fault(ErrorCode.SOURCE_UNAVAILABLE, "source " + source + ": " + text, thrown);
  }

  private static QueryException withFile(QueryException fault, String text) {
    String file = file(text);
    return file == null ? fault : fault.with("file", file);
  }

  private static QueryException fault(ErrorCode code, String text, Exception thrown) {
    return new QueryException(code, firstLine(text), thrown);
  }

  private static boolean contains(String text, List<String> marks) {
    return marks.stream().anyMatch(text::contains);
  }

  private static @Nullable String file(String text) {
    return group(QUOTED_FILE, text);
  }

  private static @Nullable String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1).strip() : null;
  }

  /** What follows is an excerpt of the statement, or a stack trace. */
  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
