package io.tiangong.dialect.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.dialect.Golden;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TgSqlParserTest {

  private static final SqlDialect TEXT =
      new AnsiSqlDialect(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("`"));

  @Test
  void statementsAreUnparsedAsTheyWereMeant() throws IOException {
    Golden.check("statements.txt", sql -> text(TgSqlParser.parseStatement(sql)));
  }

  @Test
  void unparsedStatementsParseToThemselves() throws IOException {
    Golden.check(
        "statements.txt",
        sql -> {
          String once = text(TgSqlParser.parseStatement(sql));
          return text(TgSqlParser.parseStatement(once));
        });
  }

  @Test
  void namesKeepTheirCase() {
    SqlSelect select = (SqlSelect) TgSqlParser.parseStatement("SELECT Order_Id FROM Ord.ORDERS");
    assertThat(select.getSelectList()).hasToString("`Order_Id`");
    assertThat(select.getFrom()).hasToString("Ord.ORDERS");
  }

  @Test
  void longNamesAndChineseNamesAreNames() {
    String name = "列".repeat(200);
    assertThat(TgSqlParser.parseStatement("select " + name + " from 表").toString()).contains(name);
  }

  @Test
  void scriptsMayBeEmptyAndHaveSpareSemicolons() {
    assertThat(TgSqlParser.parseScript(" -- nothing\n")).isEmpty();
    assertThat(TgSqlParser.parseScript("show tables; select 1;")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "abs(", "case when ", "select * from (", "select (select "})
  void deepNestingIsRefused(String opening) {
    assertThat(refusal("select " + opening.repeat(10_000) + "1"))
        .isEqualTo(ErrorCode.STATEMENT_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {" + 1", " and a = 1", " union select 1", " join t on true", " || 'x'"})
  void longChainsAreRefused(String link) {
    assertThat(refusal("select 1 from t where a = 1" + link.repeat(10_000)))
        .isEqualTo(ErrorCode.STATEMENT_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not ", "- ", "+ "})
  void longPrefixChainsAreRefused(String prefix) {
    assertThat(refusal("select " + prefix.repeat(100_000) + "1"))
        .isEqualTo(ErrorCode.STATEMENT_TOO_LARGE);
  }

  @Test
  void usualNestingAndLongListsAreRead() {
    int depth = StatementScan.MAX_DEPTH;
    TgSqlParser.parseStatement("select " + "(".repeat(depth) + "1" + ")".repeat(depth));
    TgSqlParser.parseStatement("select 1 from t where a in (1" + ", 12345".repeat(50_000) + ")");
    TgSqlParser.parseStatement("select 1" + " + 1".repeat(1_900));
  }

  @Test
  void hugeTextsAreRefusedAtOnce() {
    assertThat(refusal("select '" + "x".repeat(10_000_000) + "'"))
        .isEqualTo(ErrorCode.STATEMENT_TOO_LARGE);
    assertThat(refusal("(".repeat(10_000_000))).isEqualTo(ErrorCode.STATEMENT_TOO_LARGE);
  }

  @Test
  void reservedWordsAreKnown() {
    assertThat(TgSqlParser.reservedWords())
        .contains("SELECT", "FROM", "BETWEEN", "DIV")
        .doesNotContain("DATE", "VALUE", "TEXT", "SOURCE");
  }

  private static ErrorCode refusal(String sql) {
    return catchThrowableOfType(QueryException.class, () -> TgSqlParser.parseStatement(sql)).code();
  }

  private static String text(SqlNode node) {
    return node.toSqlString(TEXT).getSql();
  }
}
