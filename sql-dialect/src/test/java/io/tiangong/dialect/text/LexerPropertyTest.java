package io.tiangong.dialect.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.parser.impl.SimpleCharStream;
import io.tiangong.dialect.parser.impl.TgSqlParserImplConstants;
import io.tiangong.dialect.parser.impl.TgSqlParserImplTokenManager;
import io.tiangong.dialect.parser.impl.TokenMgrError;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LexerPropertyTest {

  @Property(tries = 3000, seed = "20261111")
  void cutsLikeTheGeneratedLexer(@ForAll("texts") String text) {
    assertThat(cut(text)).isEqualTo(generated(text));
  }

  /** Found by the property: Calcite reads one character after a leading slash and two stars. */
  @Example
  void readsStarsAsTheGeneratedLexerDoes() {
    for (String text :
        List.of("/***/ a", "/**/ a", "/****/ a", "/*** x ***/ a", "/** x */ a", "/*/ a")) {
      assertThat(cut(text)).as(text).isEqualTo(generated(text));
    }
  }

  @Property(tries = 2000, seed = "20261111")
  void endsOnAnyText(@ForAll String text) {
    Lexer lexer = new Lexer(text);
    int tokens = 0;
    while (lexer.next() != Token.END) {
      assertThat(lexer.end()).isGreaterThan(lexer.start());
      tokens++;
    }
    assertThat(tokens).isLessThanOrEqualTo(text.length());
  }

  @Property(tries = 1000, seed = "20261111")
  void placesAndOffsetsAreInverse(@ForAll("texts") String text) {
    for (int offset = 0; offset <= text.length(); offset++) {
      var place = Places.of(text, offset);
      assertThat(Places.offset(text, place.line(), place.column())).isEqualTo(offset);
    }
  }

  private static List<String> cut(String text) {
    List<String> tokens = new ArrayList<>();
    Lexer lexer = new Lexer(text);
    for (Token token = lexer.next(); token != Token.END; token = lexer.next()) {
      if (token == Token.BAD) {
        return List.of("unreadable");
      }
      tokens.add(lexer.token());
    }
    return tokens;
  }

  /** Half strings are tokens to it, but none that its grammar knows. */
  private static List<String> generated(String text) {
    TgSqlParserImplTokenManager manager =
        new TgSqlParserImplTokenManager(new SimpleCharStream(new StringReader(text)));
    List<String> states = List.of(TgSqlParserImplTokenManager.lexStateNames);
    manager.SwitchTo(states.indexOf("BTID"));
    List<String> tokens = new ArrayList<>();
    try {
      var token = manager.getNextToken();
      while (token.kind != TgSqlParserImplConstants.EOF) {
        tokens.add(token.image);
        token = manager.getNextToken();
      }
    } catch (TokenMgrError e) {
      return List.of("unreadable");
    }
    boolean halfString = tokens.contains("'") || tokens.contains("'''");
    return halfString ? List.of("unreadable") : tokens;
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "select",
            "From",
            "a1",
            "_x",
            "n",
            "x",
            "e",
            "u",
            "表",
            "'",
            "''",
            "'it''s'",
            "x'00ff'",
            "n'a'",
            "`",
            "`a b`",
            "`a``b`",
            "1",
            "12",
            "1.10",
            ".5",
            "1.",
            "1e5",
            "2E-3",
            "3e",
            ".",
            ",",
            ";",
            "(",
            ")",
            "=",
            "<",
            ">",
            "<>",
            "!=",
            "<=",
            ">=",
            "||",
            "|",
            "+",
            "-",
            "*",
            "/",
            "%",
            "?",
            "->",
            "..",
            "<<",
            "-- c\n",
            "// d\n",
            "/* e */",
            "/*+ hint */",
            "/*",
            "*/",
            "&",
            "^",
            "[",
            "]");
    return pieces.list().ofMaxSize(12).map(list -> list.stream().collect(Collectors.joining()));
  }
}
