package io.tiangong.cli;

import io.tiangong.client.TableInfo;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers keywords, and the tables and columns that the gateway serves. */
final class SqlCompleter implements Completer {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final List<String> KEYWORDS =
      List.of(
          ("ALL ALTER AND AS ASC AVG BETWEEN BY CASE CAST COALESCE COUNT CROSS CURRENT_DATE"
                  + " CURRENT_TIMESTAMP DATE DESC DESCRIBE DISTINCT DIV ELSE END EXCEPT EXISTS"
                  + " EXPLAIN FALSE FIRST FROM FULL GROUP HAVING ILIKE IN INNER INTERSECT INTERVAL"
                  + " IS JOIN LAST LEFT LIKE LIMIT MAX MIN NOT NULL NULLS OFFSET ON OR ORDER OUTER"
                  + " RIGHT SELECT SHOW SOURCES SUM TABLES THEN TIMESTAMP TRUE TRY_CAST UNION USING"
                  + " WHEN WHERE WITH")
              .split(" "));

  private final TiangongClient client;
  private List<String> names = List.of();

  SqlCompleter(TiangongClient client) {
    this.client = client;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word().substring(0, line.wordCursor());
    boolean lower = !word.isEmpty() && word.equals(word.toLowerCase(Locale.ROOT));
    for (String keyword : KEYWORDS) {
      candidates.add(new Candidate(lower ? keyword.toLowerCase(Locale.ROOT) : keyword));
    }
    for (String name : names()) {
      candidates.add(new Candidate(name));
    }
  }

  /** Tables and columns. Asked once; a gateway that can't say is asked again next time. */
  private List<String> names() {
    if (names.isEmpty()) {
      try {
        Set<String> found = new LinkedHashSet<>();
        List<TableInfo> tables = client.catalog().within(PATIENCE).tables("", "", List.of(), true);
        tables.forEach(table -> found.add(table.schema() + "." + table.name()));
        tables.forEach(
            table -> table.columns().forEach(column -> found.add(column.column().name())));
        names = List.copyOf(found);
      } catch (TiangongException e) {
        return List.of();
      }
    }
    return names;
  }
}
