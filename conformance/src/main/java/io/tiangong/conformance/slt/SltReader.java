package io.tiangong.conformance.slt;

import io.tiangong.conformance.slt.SltRecord.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a test file for one engine: what {@code skipif} and {@code onlyif} exclude is skipped. */
final class SltReader {

  private static final String SEPARATOR = "----";

  private final String engine;
  private final List<String> lines;
  private final List<SltRecord> records = new ArrayList<>();
  private int at;

  private SltReader(String engine, List<String> lines) {
    this.engine = engine;
    this.lines = lines;
  }

  /**
   * @param engine the name that conditions mean us by
   * @throws IllegalArgumentException naming the line that can't be read
   */
  static List<SltRecord> read(String engine, String text) {
    SltReader reader = new SltReader(engine, text.lines().map(String::stripTrailing).toList());
    while (reader.at < reader.lines.size()) {
      reader.record();
    }
    return List.copyOf(reader.records);
  }

  private void record() {
    String line = lines.get(at);
    if (line.isBlank() || line.startsWith("#")) {
      at++;
      return;
    }
    int begin = at + 1;
    String excluded = conditions();
    String[] words = words(lines.get(at++));
    SltRecord record =
        switch (words[0]) {
          case "statement" -> new SltRecord.Statement(begin, block(false), words[1].equals("ok"));
          case "query" -> query(begin, words);
          case "hash-threshold" -> new SltRecord.HashThreshold(begin, Integer.parseInt(words[1]));
          case "halt" -> new SltRecord.Halt(begin, "the file halts for " + engine);
          default ->
              throw new IllegalArgumentException("line " + at + ": what is " + words[0] + "?");
        };
    if (excluded == null) {
      records.add(record);
    } else if (!(record instanceof SltRecord.Halt)) {
      records.add(new SltRecord.Skipped(begin, sql(record), excluded));
    }
  }

  /** The condition that excludes the record that follows; null: none does. */
  private @Nullable String conditions() {
    String excluded = null;
    for (; at < lines.size(); at++) {
      String[] words = words(lines.get(at));
      boolean skip = words[0].equals("skipif");
      if (!skip && !words[0].equals("onlyif")) {
        break;
      }
      if (skip == words[1].equals(engine)) {
        excluded = words[0] + " " + words[1];
      }
    }
    return excluded;
  }

  private static String[] words(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
  }

  private static String sql(SltRecord record) {
    if (record instanceof SltRecord.Query query) {
      return query.sql();
    }
    return record instanceof SltRecord.Statement statement ? statement.sql() : "";
  }

  private SltRecord query(int begin, String[] words) {
    Sort sort = words.length > 2 ? Sort.valueOf(words[2].toUpperCase(Locale.ROOT)) : Sort.NOSORT;
    String sql = block(true);
    List<String> expected = new ArrayList<>();
    for (; at < lines.size() && !lines.get(at).isEmpty(); at++) {
      expected.add(lines.get(at));
    }
    return new SltRecord.Query(begin, sql, words[1], sort, expected);
  }

  /** The lines up to an empty one, or up to and without the separator. */
  private String block(boolean separated) {
    StringBuilder block = new StringBuilder();
    for (; at < lines.size() && !lines.get(at).isBlank(); at++) {
      if (separated && lines.get(at).equals(SEPARATOR)) {
        at++;
        break;
      }
      block.append(block.isEmpty() ? "" : "\n").append(lines.get(at));
    }
    return block.toString();
  }
}
