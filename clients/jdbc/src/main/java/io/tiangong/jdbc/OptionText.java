package io.tiangong.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A URL and properties taken apart: {@code jdbc:tiangong://host[:port][,…][/schema][?key=value&…]}.
 *
 * @param hosts as the client takes them
 * @param problems what can't be understood
 */
record OptionText(String hosts, Map<Option, String> values, List<String> problems) {

  static final String PREFIX = "jdbc:tiangong:";

  static OptionText of(String url, Properties properties) throws SQLException {
    OptionText text = new OptionText(hosts(url), new EnumMap<>(Option.class), new ArrayList<>());
    text.readUrl(url);
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key);
      if (!value.isEmpty()) {
        text.put(key, value);
      }
    }
    return text;
  }

  private static String hosts(String url) throws SQLException {
    String start = PREFIX + "//";
    String rest = url.startsWith(start) ? url.substring(start.length()) : "";
    String hosts = rest.split("[/?]", 2)[0];
    if (hosts.isEmpty()) {
      throw SqlErrors.badOptions(
          List.of("'" + url + "' names no host; write " + start + "host:port/schema?key=value"));
    }
    return hosts;
  }

  private void readUrl(String url) {
    String rest = url.substring((PREFIX + "//").length() + hosts.length());
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    if (path.length() > 1) {
      put(Option.SCHEMA.key(), decoded(path.substring(1)));
    }
    String query = question < 0 ? "" : rest.substring(question + 1);
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      } else if (!pair.isEmpty()) {
        problems.add("'" + pair + "' is not key=value");
      }
    }
  }

  private String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      problems.add("'" + text + "' is not well encoded; write % as %25");
      return text;
    }
  }

  private void put(String key, String value) {
    Option option = Option.named(key).orElse(null);
    if (option == null) {
      String nearest = Option.nearest(key).map(o -> "; did you mean '" + o.key() + "'?").orElse("");
      problems.add("there is no option '" + key + "'" + nearest);
      return;
    }
    String before = values.put(option, value);
    if (before != null && !before.equals(value)) {
      problems.add("'" + key + "' is given twice with different values");
    }
  }
}
