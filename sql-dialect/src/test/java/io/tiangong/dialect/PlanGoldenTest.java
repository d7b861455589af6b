package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.planner.QueryPlanner;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plans as goldens: each {@code .iq} file holds statements, each followed by {@code !plan} and what
 * it is planned to, or the error. {@code -Dgoldens.accept=true} writes what was found into the
 * files, to be reviewed as a diff.
 */
final class PlanGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/plans");
  private static final Pattern CASE =
      Pattern.compile("(?s)(?<sql>[^!]+?);\\n!plan\\n(?<plan>.*?)!ok\\n");
  private static final boolean ACCEPT = Boolean.getBoolean("goldens.accept");

  private final QueryPlanner planner = new QueryPlanner(TestCatalog.create());

  @TestFactory
  Stream<DynamicTest> everyStatementIsPlannedAsWritten() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(FOLDER)) {
      files = listed.sorted().toList();
    }
    return files.stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
  }

  private void check(Path file) throws IOException {
    String expected = Files.readString(file);
    StringBuilder found = new StringBuilder();
    Matcher cases = CASE.matcher(expected);
    int end = 0;
    while (cases.find()) {
      found
          .append(expected, end, cases.start("plan"))
          .append(plan(cases.group("sql")))
          .append("!ok\n");
      end = cases.end();
    }
    found.append(expected.substring(end));
    if (ACCEPT) {
      Files.writeString(file, found);
    }
    assertThat(found).hasToString(expected);
    assertThat(end).as("cases of %s", file).isPositive();
  }

  private String plan(String text) {
    String sql =
        text.lines().filter(l -> !l.startsWith("#")).reduce("", (a, b) -> a + b + "\n").strip();
    try {
      return planner.plan(sql, List.of(), "").text();
    } catch (QueryException e) {
      return e.getMessage() + "\n";
    }
  }
}
