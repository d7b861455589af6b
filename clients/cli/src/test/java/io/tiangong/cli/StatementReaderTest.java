package io.tiangong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementReaderTest {

  @Test
  void semicolonsInQuotesAndCommentsEndNothing() throws IOException {
    assertThat(statements("SELECT ';', \"a;\", `b;`, 'it''s;' -- ;\n/* ; */ FROM t; SELECT 2"))
        .containsExactly("SELECT ';', \"a;\", `b;`, 'it''s;' -- ;\n/* ; */ FROM t", "SELECT 2");
  }

  @Test
  void blanksAndCommentsAloneAreNoStatements() throws IOException {
    assertThat(statements(" ;; -- nothing\n; /* nothing */ ; /**/;")).isEmpty();
  }

  @Test
  void operatorsThatLookLikeCommentsAreText() throws IOException {
    assertThat(statements("SELECT 1 - -1, 4 / 2; -; /"))
        .containsExactly("SELECT 1 - -1, 4 / 2", "-");
  }

  @Test
  void aCommentDoesNotCloseItself() throws IOException {
    assertThat(statements("/*/ ; */ SELECT 1;")).containsExactly("/*/ ; */ SELECT 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1;", "SELECT ';';\n", "SELECT 1; -- done", "SELECT 1;;"})
  void completeWhenNothingStandsAfterTheLastSemicolon(String text) {
    assertThat(StatementReader.isComplete(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "SELECT ';", "SELECT 1; SELECT", "/* ;", "SELECT `a;"})
  void incompleteOtherwise(String text) {
    assertThat(StatementReader.isComplete(text)).isFalse();
  }

  private static List<String> statements(String text) throws IOException {
    StatementReader reader = new StatementReader(new StringReader(text));
    List<String> statements = new ArrayList<>();
    for (Optional<String> next = reader.next(); next.isPresent(); next = reader.next()) {
      statements.add(next.get());
    }
    return statements;
  }
}
