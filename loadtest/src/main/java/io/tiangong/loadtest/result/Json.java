package io.tiangong.loadtest.result;

import io.tiangong.config.TextFile;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** JSON of maps, lists, texts, numbers, truths and nulls. */
public final class Json {

  private static final int MOST_BYTES = 256 << 20;

  private Json() {}

  public static String text(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else if (value instanceof List<?> list) {
      writeList(list, out);
    } else if (value instanceof Double number) {
      out.append(number.isNaN() || number.isInfinite() ? "null" : rounded(number));
    } else if (value instanceof Number || value instanceof Boolean || value == null) {
      out.append(value);
    } else {
      quote(value.toString(), out);
    }
  }

  private static String rounded(double number) {
    double rounded = Math.round(number * 1e4) / 1e4;
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> it = map.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<?, ?> entry = it.next();
      quote(String.valueOf(entry.getKey()), out);
      out.append(':');
      write(entry.getValue(), out);
      out.append(it.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private static void writeList(List<?> list, StringBuilder out) {
    out.append('[');
    for (Iterator<?> it = list.iterator(); it.hasNext(); ) {
      write(it.next(), out);
      out.append(it.hasNext() ? "," : "");
    }
    out.append(']');
  }

  /** Harmless inside of HTML, too. */
  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
        out.append("\\u").append("%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /**
   * Reads a file that holds one mapping.
   *
   * @throws QueryException with CONFIG_INVALID when it does not
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> read(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_BYTES);
    try {
      Object value = new Yaml(new SafeConstructor(options)).load(TextFile.read(file));
      if (value instanceof Map<?, ?> map) {
        return (Map<String, Object>) map;
      }
      throw new QueryException(ErrorCode.CONFIG_INVALID, file + " is no result of a run");
    } catch (YAMLException e) {
      throw new QueryException(ErrorCode.CONFIG_INVALID, file + " is no result of a run", e);
    }
  }
}
