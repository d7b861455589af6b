package io.tiangong.demo;

import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import io.tiangong.demo.check.Answers;
import io.tiangong.demo.check.DemoQuery;
import io.tiangong.demo.check.Reference;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs queries through the gateway and compares their answers with the generator's. */
record Check(TiangongClient client, PrintStream out) {

  /** Prints a line per query; returns how many answers are wrong. */
  int run(List<DemoQuery> queries, Reference reference) {
    int wrong = 0;
    for (DemoQuery query : queries) {
      Optional<String> difference = difference(query, reference);
      out.println((difference.isEmpty() ? "✓ " : "✗ ") + query.title());
      difference.ifPresent(text -> out.println("    " + query.sql().replace("\n", "\n    ")));
      difference.ifPresent(text -> out.println("    → " + text));
      wrong += difference.isPresent() ? 1 : 0;
    }
    out.printf("%d of %d answers are right%n", queries.size() - wrong, queries.size());
    return wrong;
  }

  private Optional<String> difference(DemoQuery query, Reference reference) {
    try {
      return Answers.difference(query.expected().apply(reference), answer(query));
    } catch (TiangongException e) {
      return Optional.of(e.getMessage());
    }
  }

  private List<List<@Nullable Object>> answer(DemoQuery query) {
    try (QueryResult result = client.query(query.sql(), query.parameters().toArray())) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
