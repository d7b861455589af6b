package io.tiangong.jdbc;

import io.tiangong.jdbc.SqlScanner.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Translates JDBC's escapes to TgSQL: {@code {d '…'}}, {@code {t '…'}}, {@code {ts '…'}}, {@code
 * {fn f(…)}}, {@code {oj …}}, {@code {escape '…'}} and {@code {limit …}}. They may be nested.
 */
final class Escapes {

  private static final Map<String, String> LITERALS =
      Map.of("d", "DATE", "t", "TIME", "ts", "TIMESTAMP");

  private final SqlScanner scanner;
  private final StringBuilder out = new StringBuilder();

  private Escapes(String sql) {
    this.scanner = new SqlScanner(sql);
  }

  static String translate(String sql) throws SQLException {
    if (sql.indexOf('{') < 0) {
      return sql;
    }
    Escapes escapes = new Escapes(sql);
    escapes.copy(false);
    return escapes.out.toString();
  }

  /** Copies to the end, or to the brace that closes an escape. */
  private void copy(boolean inside) throws SQLException {
    int opened = scanner.position();
    for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
      if (token == Token.OTHER && scanner.is('{')) {
        escape();
      } else if (token == Token.OTHER && scanner.is('}') && inside) {
        return;
      } else {
        out.append(scanner.text());
      }
    }
    if (inside) {
      throw SqlErrors.badEscape("the escape at " + opened + " is not closed by }");
    }
  }

  private void escape() throws SQLException {
    int at = scanner.position();
    Token token = scanner.next();
    while (token == Token.SPACE) {
      token = scanner.next();
    }
    String keyword = scanner.text().toLowerCase(Locale.ROOT);
    switch (token == Token.WORD ? keyword : "") {
      case "d", "t", "ts" -> out.append(LITERALS.get(keyword));
      case "escape" -> out.append("ESCAPE");
      case "limit" -> out.append("LIMIT");
      case "oj" -> {}
      case "fn" -> {
        function();
        return;
      }
      default ->
          throw SqlErrors.badEscape(
              "the escape at "
                  + at
                  + " is not supported; there are {d}, {t}, {ts}, {fn}, {oj}, {escape}, {limit}");
    }
    copy(true);
  }

  /** A function's call in JDBC's names, with its arguments translated first. */
  private void function() throws SQLException {
    int from = out.length();
    copy(true);
    String call = out.substring(from).strip();
    out.setLength(from);
    int open = call.indexOf('(');
    if (open < 0 || !call.endsWith(")")) {
      throw SqlErrors.badEscape("{fn " + call + "} is not a call of a function");
    }
    String name = call.substring(0, open).strip().toUpperCase(Locale.ROOT);
    List<String> arguments = arguments(call.substring(open + 1, call.length() - 1));
    out.append(JdbcFunctions.translate(name, arguments));
  }

  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    SqlScanner scanner = new SqlScanner(text);
    int depth = 0;
    for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
      boolean single = token == Token.OTHER;
      depth += single && scanner.is('(') ? 1 : single && scanner.is(')') ? -1 : 0;
      if (single && depth == 0 && scanner.is(',')) {
        arguments.add(argument.toString().strip());
        argument.setLength(0);
      } else {
        argument.append(scanner.text());
      }
    }
    if (!argument.isEmpty() || !arguments.isEmpty()) {
      arguments.add(argument.toString().strip());
    }
    return arguments;
  }
}
