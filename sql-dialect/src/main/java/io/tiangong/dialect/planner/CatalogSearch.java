package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.ColumnDescription;
import io.tiangong.dialect.catalog.TableDescription;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the tables and views that fit some words. Each word must occur, in any case, in the table's
 * name, comment, owner or tags, or in the name or comment of a column; names count more than
 * labels, labels more than comments, whole words more than parts.
 */
final class CatalogSearch {

  private static final int TABLE_NAME = 100;
  private static final int TAG = 50;
  private static final int COLUMN_NAME = 30;
  private static final int COMMENT = 10;

  private static final Comparator<Hit> BEST_FIRST =
      Comparator.comparingInt(Hit::score)
          .reversed()
          .thenComparing(hit -> hit.table().name().toString());

  private final List<String> words;

  CatalogSearch(String text) {
    this.words =
        Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+")).filter(w -> !w.isEmpty()).toList();
  }

  /**
   * A table that fits.
   *
   * @param columns those in which some word occurs
   */
  record Hit(TableDescription table, int score, List<ColumnDescription> columns) {}

  /** Best first. */
  List<Hit> among(Stream<TableDescription> tables) {
    return tables.flatMap(table -> hit(table).stream()).sorted(BEST_FIRST).toList();
  }

  private Optional<Hit> hit(TableDescription table) {
    int score = 0;
    for (String word : words) {
      int best = score(table, word);
      if (best == 0) {
        return Optional.empty();
      }
      score += best;
    }
    List<ColumnDescription> columns =
        table.columns().stream()
            .filter(column -> words.stream().anyMatch(word -> score(column, word) > 0))
            .toList();
    return Optional.of(new Hit(table, score, columns));
  }

  private static int score(TableDescription table, String word) {
    int own =
        Math.max(
            Math.max(
                score(table.name().table(), word, TABLE_NAME),
                score(table.name().toString(), word, TAG)),
            score(table.notes().comment(), word, COMMENT));
    int labels =
        Stream.concat(table.notes().tags().stream(), Stream.of(table.notes().owner()))
            .mapToInt(label -> score(label, word, TAG))
            .max()
            .orElse(0);
    int columns = table.columns().stream().mapToInt(c -> score(c, word)).max().orElse(0);
    return Math.max(Math.max(own, labels), columns);
  }

  private static int score(ColumnDescription column, String word) {
    return Math.max(
        score(column.column().name(), word, COLUMN_NAME), score(column.comment(), word, COMMENT));
  }

  /** All of {@code worth} for the whole text, half of it for its start, a third for any part. */
  private static int score(String text, String word, int worth) {
    String lower = text.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(word);
    return at < 0 ? 0 : lower.equals(word) ? worth : at == 0 ? worth / 2 : worth / 3;
  }
}
