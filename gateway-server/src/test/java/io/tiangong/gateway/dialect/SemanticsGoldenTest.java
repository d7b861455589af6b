package io.tiangong.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    try (EngineAnswers answers = new EngineAnswers(spill)) {
      while (cases.find()) {
        found.append(expected, end, cases.start("rows"));
        found.append(answers.of(statement(cases.group("sql")))).append("!ok\n");
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

  private static String statement(String text) {
    return text.lines().filter(l -> !l.startsWith("#")).collect(Collectors.joining("\n")).strip();
  }
}
