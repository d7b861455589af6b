package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A file of cases: the input, a line {@code ----}, the expected answer, an empty line.
 *
 * <p>With {@code -Dgoldens.accept=true} the answers are rewritten; read the diff before you commit.
 */
public final class Golden {

  private static final String SEPARATOR = "\n----\n";
  private static final Pattern INPUT_END = Pattern.compile("\n----(\n|$)");
  private static final Pattern BETWEEN_CASES = Pattern.compile("\n\n+");

  private Golden() {}

  /** Checks every case of {@code src/test/resources/golden/<name>}. */
  public static void check(String name, UnaryOperator<String> answer) throws IOException {
    Path file = Path.of("src/test/resources/golden", name);
    String expected = Files.readString(file);
    StringBuilder actual = new StringBuilder();
    for (String entry : BETWEEN_CASES.split(expected.strip(), -1)) {
      String input = INPUT_END.split(entry, 2)[0];
      actual.append(input).append(SEPARATOR).append(answer.apply(input).strip()).append("\n\n");
    }
    String all = actual.toString().stripTrailing() + "\n";
    if (Boolean.getBoolean("goldens.accept")) {
      Files.writeString(file, all);
    }
    assertThat(all).isEqualTo(Files.readString(file));
  }
}
