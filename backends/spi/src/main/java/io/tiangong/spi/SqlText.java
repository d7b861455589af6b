package io.tiangong.spi;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL with holes: {@code chunks} around {@code binds}, one chunk more than binds. Structured rather
 * than a text with question marks, because literals and quoted names may hold any character.
 */
public record SqlText(List<String> chunks, List<SqlBind> binds) {

  public SqlText {
    chunks = List.copyOf(chunks);
    binds = List.copyOf(binds);
    if (chunks.size() != binds.size() + 1) {
      throw new IllegalArgumentException(chunks.size() + " chunks, " + binds.size() + " binds");
    }
  }

  /** Text without holes. */
  public static SqlText of(String sql) {
    return new SqlText(List.of(sql), List.of());
  }

  /** For people: binds shown as {@code ?1} and {@code {keys k1}}. */
  @Override
  public String toString() {
    return IntStream.range(0, chunks.size())
        .mapToObj(i -> chunks.get(i) + (i < binds.size() ? binds.get(i) : ""))
        .collect(Collectors.joining());
  }
}
