package io.tiangong.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "SELECT {d '2026-11-11'}|SELECT DATE '2026-11-11'",
        "SELECT { t '08:30:00' }|SELECT TIME '08:30:00' ",
        "SELECT {ts '2026-11-11 08:30:00.5'}|SELECT TIMESTAMP '2026-11-11 08:30:00.5'",
        "SELECT {fn UCASE(a)}|SELECT UPPER(a)",
        "SELECT {fn length({fn lcase(a)})}|SELECT CHAR_LENGTH(LOWER(a))",
        "SELECT {fn CONVERT(a, SQL_BIGINT)}|SELECT CAST(a AS BIGINT)",
        "SELECT {fn TIMESTAMPADD(SQL_TSI_DAY, 1, {ts '2026-11-11 00:00:00'})}"
            + "|SELECT TIMESTAMPADD(DAY, 1, TIMESTAMP '2026-11-11 00:00:00')",
        "SELECT {fn INSERT(a, 2, 1, 'x')}|SELECT CONCAT(LEFT(a, (2) - 1), 'x', SUBSTR(a, (2) + (1)))",
        "SELECT {fn CONCAT('a,)', b)}|SELECT CONCAT('a,)', b)",
        "SELECT * FROM {oj a LEFT JOIN b ON a.x = b.x}|SELECT * FROM  a LEFT JOIN b ON a.x = b.x",
        "SELECT a LIKE '\\%' {escape '\\'}|SELECT a LIKE '\\%' ESCAPE '\\'",
        "SELECT a FROM t {limit 5}|SELECT a FROM t LIMIT 5",
        "SELECT '{d ''x''}', `{fn}`, \"{}\"|SELECT '{d ''x''}', `{fn}`, \"{}\"",
        "SELECT 1 /* {x} */ -- {y}|SELECT 1 /* {x} */ -- {y}",
        "SELECT {fn CURRENT_DATE()}|SELECT CURRENT_DATE",
      })
  void escapesBecomeTgSql(String jdbc, String tgSql) throws SQLException {
    assertThat(Escapes.translate(jdbc)).isEqualToIgnoringWhitespace(tgSql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT {d '2026-11-11'",
        "{call f()}",
        "{? = call f()}",
        "SELECT {fn a}",
        "SELECT {}",
        "SELECT {fn CONVERT(a, SQL_BLOB)}",
        "SELECT {fn TIMESTAMPADD(DAY, 1, b)}",
      })
  void whatIsNoEscapeIsRefused(String sql) {
    StatementTest.state(() -> Escapes.translate(sql), SQLSyntaxErrorException.class, "42601", "");
  }

  @Test
  void questionMarksAreCountedOutsideOfStringsNamesAndComments() {
    assertThat(SqlScanner.parameters("SELECT ?, '?', `?`, \"?\", 'it''s ?' /* ? */ -- ?\n, ?"))
        .isEqualTo(2);
    assertThat(SqlScanner.parameters("SELECT 'open ?")).isZero();
  }
}
