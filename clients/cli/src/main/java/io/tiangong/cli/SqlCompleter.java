package io.tiangong.cli;

import io.tiangong.client.Query;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers keywords, and the tables that the gateway serves. */
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
  private List<String> tables = List.of();

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
    for (String table : tables()) {
      candidates.add(new Candidate(table));
    }
  }

  /** Asked once; a gateway that can't say is asked again next time. */
  private List<String> tables() {
    if (tables.isEmpty()) {
      try (QueryResult shown = client.query(Query.of("SHOW TABLES").withTimeout(PATIENCE))) {
        List<String> names = new ArrayList<>();
        int schema = shown.columnIndex("schema");
        int table = shown.columnIndex("table");
        while (shown.next()) {
          names.add(shown.getString(schema) + "." + shown.getString(table));
        }
        tables = names;
      } catch (TiangongException e) {
        return List.of();
      }
    }
    return tables;
  }
}
