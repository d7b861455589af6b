package io.tiangong.dialect.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The reference page is the library with the answers that the engine's goldens hold. {@code
 * -Dgoldens.accept=true} adds missing examples to the goldens, to be answered there, and rewrites
 * the page.
 */
final class FunctionReferenceTest {

  private static final Path ANSWERS =
      Path.of("../gateway-server/src/test/resources/semantics/20-functions.iq");
  private static final Path PAGE = Path.of("../docs/reference/functions.md");
  private static final Pattern CASE =
      Pattern.compile("(?s)SELECT (?<example>[^!]+?);\\n!rows\\n(?<rows>.*?)!ok\\n");
  private static final String TABLE = " FROM (VALUES (1), (2), (2), (4)) AS t(x)";
  private static final boolean ACCEPT = Boolean.getBoolean("goldens.accept");

  @Test
  void everyFunctionHasAnExampleThatWasRun() throws IOException {
    Map<String, String> answers = answers();
    if (ACCEPT) {
      Files.writeString(ANSWERS, goldens(answers));
    }
    assertThat(answers().keySet())
        .containsExactlyElementsOf(
            FunctionLibrary.all().stream().map(LibraryFunction::example).toList());
  }

  @Test
  void thePageIsTheLibrary() throws IOException {
    String page = page(answers());
    if (ACCEPT) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void everyNameIsDeclaredOnce() {
    assertThat(FunctionLibrary.all())
        .extracting(f -> f.group() + " " + f.name())
        .doesNotHaveDuplicates();
  }

  private static Map<String, String> answers() throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    Matcher cases = CASE.matcher(Files.exists(ANSWERS) ? Files.readString(ANSWERS) : "");
    while (cases.find()) {
      answers.put(cases.group("example"), cases.group("rows"));
    }
    return answers;
  }

  private static String goldens(Map<String, String> answers) {
    StringBuilder text = new StringBuilder();
    for (LibraryFunction function : FunctionLibrary.all()) {
      String rows = answers.getOrDefault(function.example(), "");
      text.append(text.isEmpty() ? "" : "\n")
          .append("SELECT ")
          .append(function.example())
          .append(";\n!rows\n")
          .append(rows)
          .append("!ok\n");
    }
    return text.toString();
  }

  private static String page(Map<String, String> answers) {
    StringBuilder page =
        new StringBuilder(
            """
            # Functions

            A NULL argument gives NULL where nothing else is said. A result that leaves the range of its type is an
            error. The examples are run by the tests; those of aggregates read the rows 1, 2, 2, 4 as `x`.
            Comparisons with an earlier period are window functions: `v / LAG(v) OVER (ORDER BY month) - 1`.
            """);
    Map<String, StringBuilder> groups = new LinkedHashMap<>();
    for (LibraryFunction function : FunctionLibrary.all()) {
      groups
          .computeIfAbsent(function.group(), FunctionReferenceTest::heading)
          .append(row(function, answers.getOrDefault(function.example(), "")));
    }
    groups.values().forEach(page::append);
    return page.toString();
  }

  private static StringBuilder heading(String group) {
    return new StringBuilder(
        "\n## "
            + group
            + "\n\n| function | what it gives | example | answer |\n|---|---|---|---|\n");
  }

  private static String row(LibraryFunction function, String rows) {
    List<String> lines = rows.lines().toList();
    String answer = lines.size() < 2 ? "" : lines.get(1);
    return List.of(
                code(function.signature()),
                function.summary().replace("|", "\\|"),
                code(function.example().replace(TABLE, "")),
                code(answer))
            .stream()
            .reduce("|", (line, cell) -> line + " " + cell + " |")
        + "\n";
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
