package io.tiangong.dialect.plan;

import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SqlRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * One request to one source.
 *
 * @param id short name, unique in the plan, such as {@code f1}; the root is {@code combine} when it
 *     combines others
 * @param source name of the source, or {@link #ENGINE}
 * @param request what it is asked; inputs of a {@link SqlRequest} name earlier fragments
 * @param keyFeeds where its key sets come from
 * @param estimatedRows rows that it is expected to deliver
 */
public record Fragment(
    String id, String source, SourceRequest request, List<KeyFeed> keyFeeds, double estimatedRows) {

  /** The name of the engine that combines fragments and reads offline tables. */
  public static final String ENGINE = "engine";

  public Fragment {
    keyFeeds = List.copyOf(keyFeeds);
  }

  /** Ids of the fragments that must answer before this one. */
  public List<String> dependsOn() {
    Stream<String> inputs =
        request instanceof SqlRequest sql
            ? sql.inputs().stream().map(SqlRequest.Input::fragment)
            : Stream.empty();
    return Stream.concat(keyFeeds.stream().map(KeyFeed::fragment), inputs).distinct().toList();
  }
}
