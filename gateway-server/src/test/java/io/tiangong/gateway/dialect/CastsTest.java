package io.tiangong.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cast answers the same of a literal, a column and a parameter. The table says what: {@code
 * literal | type | answer}. {@code -Dgoldens.accept=true} writes the answers found, and all of them
 * where they differ.
 */
final class CastsTest {

  private static final Path TABLE = Path.of("src/test/resources/casts.txt");

  @TempDir Path spill;

  @Test
  void theSameAnswerForALiteralAColumnAndAParameter() throws IOException {
    List<String> found = new ArrayList<>();
    try (EngineAnswers answers = new EngineAnswers(spill)) {
      for (String line : Files.readAllLines(TABLE)) {
        found.add(line.isEmpty() || line.startsWith("#") ? line : answered(answers, line));
      }
    }
    if (Boolean.getBoolean("goldens.accept")) {
      Files.write(TABLE, found);
    }
    assertThat(found).containsExactlyElementsOf(Files.readAllLines(TABLE));
    assertThat(found).as("different answers").noneMatch(line -> line.contains(" <> "));
  }

  private static String answered(EngineAnswers answers, String line) {
    String[] parts = line.split(" \\| ", -1);
    String literal = parts[0];
    String type = parts[1];
    Set<String> different = new LinkedHashSet<>();
    different.add(answers.of("SELECT CAST(%s AS %s)".formatted(literal, type)));
    different.add(
        answers.of(
            "SELECT CAST(c AS %s) FROM (VALUES (1, %s), (2, %2$s)) AS t(k, c) WHERE k = 2"
                .formatted(type, literal)));
    parameter(literal)
        .ifPresent(value -> different.add(answers.of("SELECT CAST(? AS " + type + ")", value)));
    return literal
        + " | "
        + type
        + " | "
        + String.join(" <> ", different.stream().map(CastsTest::row).toList());
  }

  /** The row without the type, or the code of the error. */
  private static String row(String answer) {
    String rows = answer.substring(answer.indexOf('\n') + 1);
    return rows.isEmpty() ? answer.strip() : rows.substring(0, rows.length() - 1);
  }

  /** What a client sends for a literal of the kinds that it has types for. */
  private static Optional<Value> parameter(String literal) {
    if (literal.startsWith("'")) {
      return Optional.of(Value.of(literal.substring(1, literal.length() - 1)));
    } else if (literal.equals("TRUE") || literal.equals("FALSE")) {
      return Optional.of(new Value(ColumnType.of(TypeKind.BOOLEAN), literal.equals("TRUE")));
    } else if (literal.matches("-?\\d+")) {
      return Optional.of(Value.of(Long.parseLong(literal)));
    } else if (literal.matches("-?\\d+\\.\\d+")) {
      BigDecimal number = new BigDecimal(literal);
      return Optional.of(
          new Value(
              ColumnType.decimal(Math.max(number.precision(), number.scale()), number.scale()),
              number));
    }
    return literal.matches("-?[\\d.]+E-?\\d+")
        ? Optional.of(Value.of(Double.parseDouble(literal)))
        : Optional.empty();
  }
}
