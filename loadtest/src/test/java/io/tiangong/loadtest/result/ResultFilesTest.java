package io.tiangong.loadtest.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

  private static final String RUN =
      """
      {"name":"run","seed":1,"problems":[],"environment":{"cores":"2"},
       "phases":[{"name":"warm","start":0,"seconds":1,"counted":false},
                 {"name":"hot","start":1,"seconds":2,"counted":true}],
       "total":{"right":2000,"p99":%s},"cells":[{"phase":"hot","kind":"q → g","p99":3}],
       "usage":{"seconds":0.5,"processes":{
         "gateway":{"cores":[9,9,0.5,0.7,0.6,0.6],"residentMib":[300,310,320,330,null,300]},
         "generator":{"cores":[1],"residentMib":[1]}}}}
      """;

  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void jsonIsReadAsItWasWritten() throws IOException {
    Map<String, Object> value =
        Map.of("text", "a \"b\" \\ < é ☃\n", "list", List.of(1, 2.5, true), "map", Map.of());
    assertThat(Json.read(file("x.json", Json.text(value)))).isEqualTo(value);
    assertThat(Json.text(List.of("</script>"))).doesNotContain("<");
    assertThat(Json.text(Double.NaN)).isEqualTo("null");
  }

  @Test
  void figuresOfTwoRunsAreComparedByName() throws IOException {
    Path before = file("before.json", RUN.formatted("4"));
    Path after = file("after.json", RUN.formatted("6"));
    assertThat(Comparison.of(before, after))
        .contains(new Comparison.Line("p99", 4, 6), new Comparison.Line("hot, q → g: p99", 3, 3));
    assertThat(Comparison.warnings(before, after)).isEmpty();
  }

  @Test
  void runsOfOtherScenariosAreNotSilentlyCompared() throws IOException {
    Path before = file("before.json", RUN.formatted("4"));
    Path after = file("after.json", RUN.formatted("6").replace("\"run\"", "\"other\""));
    assertThat(Comparison.warnings(before, after)).containsExactly("name differs: run and other");
  }

  @Test
  void strangeFilesAreRefused() throws IOException {
    Path strange = file("strange.json", "{\"a\": 1}");
    assertThatThrownBy(() -> Comparison.of(strange, strange))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("strange.json is no result");
  }

  @Test
  void requestIsTheMeasuredUseByTheWatermark() throws IOException {
    Map<String, Object> run = Json.read(file("run.json", RUN.formatted("4")));
    Sizing sizing = Sizing.of(run, 4_500, 0.6);
    assertThat(sizing.ratePerReplica()).isEqualTo(1_000);
    assertThat(sizing.coresPerReplica()).isBetween(0.599, 0.601);
    assertThat(sizing.requestMillicores()).isBetween(1_000, 1_050);
    assertThat(sizing.requestMib()).isEqualTo(576);
    assertThat(sizing.replicas()).isEqualTo(5);
    assertThat(sizing.helmValues()).contains("replicaCount: 5", "memory: 576Mi");
  }

  @Test
  void invalidRunsAreNoBasisForSizes() throws IOException {
    String invalid = RUN.formatted("4").replace("\"problems\":[]", "\"problems\":[\"late\"]");
    Map<String, Object> run = Json.read(file("run.json", invalid));
    assertThatThrownBy(() -> Sizing.of(run, 10, 0.6)).hasMessageContaining("invalid: [late]");
  }
}
