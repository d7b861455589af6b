package io.tiangong.dialect.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.dialect.Golden;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SyntaxErrorsTest {

  @Test
  void everyErrorIsOneShortLineWithItsPlace() throws IOException {
    Golden.check("syntax-errors.txt", sql -> error(sql).getMessage());
  }

  @Test
  void factsNameTheTokenAndTheNearestKeyword() {
    assertThat(error("select a form t").facts())
        .containsEntry("token", "form")
        .containsEntry("nearest", "FROM");
  }

  @Test
  void aHugeTokenIsCutInTheMessage() {
    assertThat(error("select 1 from '" + "x".repeat(10_000) + "'").getMessage())
        .hasSizeLessThan(200);
  }

  private static QueryException error(String sql) {
    return catchThrowableOfType(QueryException.class, () -> TgSqlParser.parseStatement(sql));
  }
}
