package io.tiangong.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "12",
        "-1.50",
        "1e5",
        "1E-05",
        "1.0e+999",
        "123456789012345678901234567890",
        "\"\"",
        "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uD83D\\ude00\"",
        "\"订单🚚\u007f\"",
        "[]",
        " \t\r\n[ 1 , [ ] , { } ]\n",
        "{\"a\":1,\"a\":2}",
        "{ \"a\" : { \"b\" : [ null , \"nan,]\" ] } , \"\" : 0 }"
      })
  void oneValueIsJson(String text) {
    assertThat(JsonText.isValid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulll",
        "NULL",
        "NaN",
        "[Infinity]",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x1",
        "1 2",
        "'a'",
        "\"",
        "\"a",
        "\"\\x\"",
        "\"\\",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\ud800\\n\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"a\tb\"",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "[]]",
        "{",
        "{}}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1]",
        "{a:1}",
        "{1:1}",
        "{\"a\" 1}",
        "// c\n1",
        "\ufeff1",
        "\u00a01",
        "1\u0000"
      })
  void nothingElseIs(String text) {
    assertThat(JsonText.isValid(text)).isFalse();
  }

  @Test
  void nestingIsNotBoundedByTheStack() {
    String deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
    assertThat(JsonText.isValid(deep)).isTrue();
    assertThat(JsonText.isValid(deep + "]")).isFalse();
  }

  @Test
  void aPartOfBytesIsRead() {
    byte[] bytes = "x[1]x".getBytes(StandardCharsets.UTF_8);
    assertThat(JsonText.isValid(bytes, 1, 4)).isTrue();
    assertThat(JsonText.isValid(bytes, 1, 3)).isFalse();
    assertThat(JsonText.isValid(bytes, 1, 5)).isFalse();
  }
}
