package io.tiangong.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SectionTest {

  private final Problems problems = new Problems("f.yaml");

  private Section read(String yaml) {
    return Section.of(yaml, problems);
  }

  private List<String> lines() {
    QueryException thrown = catchThrowableOfType(QueryException.class, problems::throwIfAny);
    assertThat(thrown.code()).isEqualTo(ErrorCode.CONFIG_INVALID);
    return thrown.text().lines().toList();
  }

  @Test
  void valuesOfEveryKindAreRead() {
    Section root =
        read(
            """
            text: words
            number: 7
            yes: true
            wait: 2.5s
            size: 64KB
            words: [a, b]
            named: {x: {n: 1}, y: {n: 2}}
            listed: [{n: 3}, {n: 4}]
            chosen: two
            nothing:
            """);
    assertThat(root.text("text", "")).isEqualTo("words");
    assertThat(root.integer("number", 0, 7, 7)).isEqualTo(7);
    assertThat(root.truth("yes", false)).isTrue();
    assertThat(root.duration("wait")).contains(Duration.ofMillis(2_500));
    assertThat(root.size("size", new DataSize(0)).bytes()).isEqualTo(65_536);
    assertThat(root.texts("words", List.of())).containsExactly("a", "b");
    assertThat(root.map("named", (name, section) -> name + section.count("n", 0)).values())
        .containsExactly("x1", "y2");
    assertThat(root.list("listed", section -> section.count("n", 0))).containsExactly(3L, 4L);
    assertThat(root.choice("chosen", Map.of("one", 1, "two", 2))).contains(2);
    assertThat(root.has("nothing")).isFalse();
    assertThat(root.text("nothing", "preset")).isEqualTo("preset");
    root.finish();
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void everyProblemIsToldInTheOrderOfLines() {
    Section root =
        read(
            """
            named:
              x: {wait: soon, colour: red}
            listed: [{n: many}, 5]
            words: [[1]]
            secret: hunter2
            chosen: twoo
            text: [1]
            """);
    root.choice("chosen", Map.of("one", 1, "two", 2));
    root.texts("words", List.of());
    root.secret("secret", text -> Optional.<String>empty(), "something else");
    root.text("text");
    root.required("name", "?", root.text("name"));
    root.list("listed", section -> section.count("n", 0));
    Section x = root.sections("named").get("x");
    x.duration("wait");
    x.problem("it is not what it was");
    x.finish();
    root.finish();
    assertThat(lines())
        .containsExactlyInAnyOrder(
            "f.yaml:1: 'chosen' is 'twoo', which is unknown; did you mean 'two'?",
            "f.yaml:1: 'name' is missing",
            "f.yaml:2: 'named.x.wait' must be a duration such as 200ms, 5s or 2m, not 'soon'",
            "f.yaml:2: named.x: it is not what it was",
            "f.yaml:2: unknown key 'named.x.colour'; known here: wait",
            "f.yaml:3: 'listed[0].n' must be a positive whole number, not 'many'",
            "f.yaml:3: 'listed[1]' must be a mapping of keys",
            "f.yaml:4: 'words' must be a list of texts",
            "f.yaml:5: 'secret' must be something else",
            "f.yaml:7: 'text' must be a text")
        .isSortedAccordingTo((a, b) -> Character.compare(a.charAt(7), b.charAt(7)));
  }

  @Test
  void textThatIsNoMappingOrNoYamlIsAProblem() {
    assertThat(read("- 1").isEmpty()).isTrue();
    assertThat(read("a: [").isEmpty()).isTrue();
    assertThat(read("").isEmpty()).isTrue();
    assertThat(lines())
        .hasSize(2)
        .contains("f.yaml:1: the file must be a mapping of keys")
        .anyMatch(line -> line.contains("not YAML"));
  }

  @Test
  void durationsAndSizesAreWrittenWithTheirUnits() {
    assertThat(Durations.parse("200ms")).contains(Duration.ofMillis(200));
    assertThat(Durations.parse("0.5h")).contains(Duration.ofMinutes(30));
    assertThat(Durations.parse("90 m")).contains(Duration.ofMinutes(90));
    assertThat(Durations.parse("5")).isEmpty();
    assertThat(Durations.parse("-1s")).isEmpty();
    assertThat(DataSize.parse("1GB")).contains(DataSize.megabytes(1_024));
    assertThat(DataSize.parse("3")).isEmpty();
  }
}
