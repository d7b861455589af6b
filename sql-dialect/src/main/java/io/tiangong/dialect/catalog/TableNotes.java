package io.tiangong.dialect.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a declaration tells about a table or a view, whatever its source.
 *
 * @param comment what it is about; may be empty
 * @param owner who answers for it; may be empty
 * @param tags labels, in the order written
 * @param freshness how fresh its rows are promised to be; may be empty
 * @param columnComments what its columns are about, by name in lower case; without those of which
 *     nothing is said
 * @param eventTime the column that tells when a row happened, in lower case; empty: not declared
 */
public record TableNotes(
    String comment,
    String owner,
    List<String> tags,
    String freshness,
    Map<String, String> columnComments,
    String eventTime) {

  /** Nothing is said. */
  public static final TableNotes NONE = new TableNotes("", "", List.of(), "", Map.of(), "");

  private static final String OWNER = "owner";
  private static final String TAGS = "tags";
  private static final String FRESHNESS = "freshness";
  private static final String EVENT_TIME = "event-time";

  /** The options of every table and view, whatever their source. */
  static final Set<String> OPTIONS = Set.of(OWNER, TAGS, FRESHNESS, EVENT_TIME);

  public TableNotes {
    tags = List.copyOf(tags);
    columnComments = Map.copyOf(columnComments);
  }

  /** Takes its own out of the options. */
  static TableNotes take(
      Map<String, String> options, String comment, Map<String, String> columnComments) {
    String owner = options.getOrDefault(OWNER, "").strip();
    String freshness = options.getOrDefault(FRESHNESS, "").strip();
    List<String> tags =
        Arrays.stream(options.getOrDefault(TAGS, "").split(","))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .distinct()
            .toList();
    String eventTime = options.getOrDefault(EVENT_TIME, "").strip().toLowerCase(Locale.ROOT);
    options.keySet().removeAll(OPTIONS);
    return new TableNotes(comment, owner, tags, freshness, columnComments, eventTime);
  }

  /** What a column is about; empty when nothing is said. */
  public String columnComment(String column) {
    return columnComments.getOrDefault(column.toLowerCase(Locale.ROOT), "");
  }
}
