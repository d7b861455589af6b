package io.tiangong.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.PlannedStatement;
import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.offline.DuckDbEngine;
import io.tiangong.offline.EngineSettings;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Cells;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What TgSQL means, as goldens: statements, their types and rows, or the error. {@code
 * -Dgoldens.accept=true} writes what was found into the files, to be reviewed as a diff.
 */
final class SemanticsGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/semantics");
  private static final Pattern CASE =
      Pattern.compile("(?s)(?<sql>[^!]+?);\\n!rows\\n(?<rows>.*?)!ok\\n");

  @TempDir Path spill;

  @TestFactory
  Stream<DynamicTest> everyStatementMeansWhatIsWritten() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private void check(Path file) throws IOException {
    String expected = Files.readString(file);
    StringBuilder found = new StringBuilder();
    Matcher cases = CASE.matcher(expected);
    int end = 0;
    EngineSettings settings = new EngineSettings(128L << 20, 2, spill, 2, 0);
    try (DuckDbEngine engine = new DuckDbEngine(settings);
        BufferAllocator memory = new RootAllocator()) {
      Source source = engine.engineSource();
      Catalog empty = new Catalog(1, Map.of(source.name(), source), Map.of(), Map.of(), null);
      Dialect dialect = new Dialect(empty, 1 << 20);
      while (cases.find()) {
        found.append(expected, end, cases.start("rows"));
        found.append(run(dialect, source, memory, cases.group("sql"))).append("!ok\n");
        end = cases.end();
      }
    }
    found.append(expected.substring(end));
    if (Boolean.getBoolean("goldens.accept")) {
      Files.writeString(file, found);
    }
    assertThat(found).hasToString(expected);
    assertThat(end).as("cases of %s", file).isPositive();
  }

  private static String run(Dialect dialect, Source source, BufferAllocator memory, String text) {
    String sql = text.lines().filter(l -> !l.startsWith("#")).collect(Collectors.joining("\n"));
    try {
      PlannedStatement planned = dialect.plan(sql.strip(), List.of(), "");
      ScanContext context =
          new ScanContext("golden", memory, Cancellation.create(), Runnable::run, 1_000);
      String types =
          planned.plan().columns().stream()
              .map(c -> c.type().toString())
              .collect(Collectors.joining(" | ", "", "\n"));
      try (BatchStream rows =
          source
              .open(planned.plan().root().request(), Bindings.of(planned.parameters()), context)
              .toCompletableFuture()
              .join()) {
        return types + rows(rows, planned.plan().columns().size());
      }
    } catch (CompletionException e) {
      return ((QueryException) e.getCause()).code() + "\n";
    } catch (QueryException e) {
      return e.code() + "\n";
    }
  }

  private static String rows(BatchStream stream, int columns) {
    StringBuilder text = new StringBuilder();
    while (stream.next()) {
      for (int row = 0; row < stream.root().getRowCount(); row++) {
        for (int column = 0; column < columns; column++) {
          Object cell = Cells.read(stream.root().getVector(column), row);
          text.append(column == 0 ? "" : " | ").append(cell == null ? "NULL" : cell);
        }
        text.append('\n');
      }
    }
    return text.toString();
  }
}
