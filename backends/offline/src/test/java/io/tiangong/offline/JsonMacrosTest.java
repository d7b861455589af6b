package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.BIGINT;
import static io.tiangong.offline.TestEngine.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.JsonText;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonMacrosTest extends EngineTest {

  private static final ColumnType BOOLEAN = ColumnType.of(TypeKind.BOOLEAN);
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\"a\"",
          "\"b\":",
          "\\",
          "\\u0041",
          "\\ud800",
          "\\n",
          "1",
          "0",
          "-",
          ".",
          "e",
          "+",
          "null",
          "true",
          "NaN",
          "nan",
          "Inf",
          "-Infinity",
          "infinity",
          " ",
          "\n",
          "\t",
          "\u0001",
          "单",
          "🚚",
          "// x",
          "/*",
          "'a'",
          "\"nan,]\"",
          ",]",
          "1.5E-3");

  /** The law: HBase and MySQL cells are checked in Java, casts and files by the engine. */
  @Test
  void theEngineAndJavaAgreeOnWhatIsJson() {
    Random random = new Random(20_261_111);
    List<List<@Nullable Object>> texts = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      texts.add(List.of(i % 3 == 0 ? document(random, 4) : noise(random)));
    }
    Relation relation = new Relation(List.of(new Column("t", VARCHAR)), texts);
    Map<String, Relation> inputs = Map.of("texts", relation);
    List<List<@Nullable Object>> answers =
        engine.rows(
            TestEngine.combine(
                SqlText.of("SELECT t, tg_is_json(t) FROM texts"), inputs, VARCHAR, BOOLEAN),
            engine.bind(inputs));
    assertThat(answers).hasSize(texts.size());
    assertThat(answers)
        .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(JsonText.isValid((String) row.get(0))));
    assertThat(answers.stream().filter(row -> row.get(1).equals(true)).count())
        .isGreaterThan(10_000);
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** Mostly JSON: now and then a piece stands where none should. */
  private static String document(Random random, int depth) {
    if (random.nextInt(40) == 0) {
      return noise(random);
    }
    int kind = random.nextInt(depth == 0 ? 4 : 6);
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(4); kind > 3 && i > 0; i--) {
      String member = document(random, depth - 1);
      members.add(kind == 4 ? member : "\"nan,]\\\"\" : " + member);
    }
    return switch (kind) {
      case 0 -> String.valueOf(random.nextInt());
      case 1 -> random.nextBoolean() ? "null" : " true ";
      case 2 -> random.nextDouble() + "e" + random.nextInt(400);
      case 3 -> "\"\\u00e9, ]inf\\\\\"";
      case 4 -> "[" + String.join(" , ", members) + "]";
      default -> "{" + String.join(",", members) + "}";
    };
  }

  @Test
  void castsKeepTheTextOrFail() {
    assertThat(engine.rows("SELECT tg_json(t) FROM (VALUES (' [1 ]'), (NULL)) v(t)", VARCHAR))
        .containsExactlyInAnyOrder(List.of(" [1 ]"), java.util.Collections.singletonList(null));
    assertThatThrownBy(() -> engine.rows("SELECT tg_json('[1,]')", VARCHAR))
        .hasMessage("INVALID_CAST: the text is not JSON: [1,]");
    assertThatThrownBy(
            () -> engine.rows("SELECT count(tg_json(t)) FROM (VALUES ('{'), ('1')) v(t)", BIGINT))
        .hasMessage("INVALID_CAST: the text is not JSON: {");
  }

  @Test
  void jsonGoesInAndComesOutAsText() {
    ColumnType json = ColumnType.of(TypeKind.JSON);
    Relation rows = new Relation(List.of(new Column("j", json)), List.of(List.of("{\"a\": [1]}")));
    Map<String, Relation> inputs = Map.of("docs", rows);
    Bindings bindings = engine.bind(inputs);
    assertThat(
            engine.rows(
                TestEngine.combine(
                    SqlText.of("SELECT j, json_extract(j, '$.a')::VARCHAR, typeof(j) FROM docs"),
                    inputs,
                    json,
                    json,
                    VARCHAR),
                bindings))
        .containsExactly(List.of("{\"a\": [1]}", "[1]", "VARCHAR"));
  }
}
