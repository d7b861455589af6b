package io.tiangong.dialect.catalog;

import io.tiangong.dialect.parser.ast.SqlOption;
import io.tiangong.spi.QueryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads WITH clauses: keys in lower case, each once, secrets filled in. */
final class OptionReader {

  private static final Pattern SECRET = Pattern.compile("\\$\\{([^}]*)}");

  private final CatalogProblems problems;

  OptionReader(CatalogProblems problems) {
    this.problems = problems;
  }

  Map<String, String> read(
      DdlFile.Statement statement, List<SqlOption> options, UnaryOperator<String> secrets) {
    Map<String, String> values = new LinkedHashMap<>();
    for (SqlOption option : options) {
      String key = option.key().toLowerCase(Locale.ROOT);
      if (values.putIfAbsent(key, resolve(statement, option, secrets)) != null) {
        problems.add(statement.place(option), "the option '" + key + "' is given twice");
      }
    }
    return values;
  }

  private String resolve(
      DdlFile.Statement statement, SqlOption option, UnaryOperator<String> secrets) {
    try {
      return SECRET
          .matcher(option.value())
          .replaceAll(match -> Matcher.quoteReplacement(secrets.apply(match.group(1))));
    } catch (QueryException e) {
      problems.add(statement.place(option), "option '" + option.key() + "': " + e.text());
      return "";
    }
  }
}
