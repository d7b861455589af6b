package io.tiangong.dialect.render;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlText;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.pretty.SqlPrettyWriter;

/** Writes SQL and remembers where its holes are. */
final class HoleWriter extends SqlPrettyWriter {

  private static final String HOLE = "?";

  /** Characters of a rendered text: what is longer was written to hurt. */
  private static final int MAX_LENGTH = 8 << 20;

  private final StringBuilder written;
  private final List<ColumnType> parameterTypes;
  private final List<SqlBind> binds = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  private HoleWriter(SqlDialect dialect, StringBuilder written, List<ColumnType> parameterTypes) {
    super(configuration(dialect), written);
    this.written = written;
    this.parameterTypes = parameterTypes;
  }

  private static SqlWriterConfig configuration(SqlDialect dialect) {
    return SqlPrettyWriter.config()
        .withDialect(dialect)
        .withQuoteAllIdentifiers(true)
        .withAlwaysUseParentheses(true)
        .withSelectListItemsOnSeparateLines(false)
        .withUpdateSetListNewline(false)
        .withClauseStartsLine(false)
        .withIndentation(0)
        .withLineFolding(SqlWriterConfig.LineFolding.WIDE);
  }

  static SqlText write(SqlNode statement, SqlDialect dialect, List<ColumnType> parameterTypes) {
    HoleWriter writer = new HoleWriter(dialect, new StringBuilder(), parameterTypes);
    statement.unparse(writer, 0, 0);
    return writer.cut(writer.toString());
  }

  @Override
  public void print(String text) {
    if (written.length() > MAX_LENGTH) {
      throw new QueryException(
          ErrorCode.STATEMENT_TOO_LARGE,
          "the statement becomes larger than %,d characters when it is planned"
              .formatted(MAX_LENGTH));
    }
    super.print(text);
  }

  /** DuckDB would read {@code X'41'} as the text x41. */
  @Override
  public void literal(String literal) {
    boolean bytes = getDialect() instanceof DuckDbDialect && literal.startsWith("X'");
    super.literal(bytes ? "UNHEX(" + literal.substring(1) + ")" : literal);
  }

  @Override
  public void dynamicParam(int index) {
    hole(new SqlBind.Parameter(index, parameterTypes.get(index)));
  }

  /** The predicate "expressions are in the key set". */
  void keys(String slot, List<SqlNode> expressions) {
    List<String> texts =
        expressions.stream().map(e -> write(e, getDialect(), parameterTypes).toString()).toList();
    hole(new SqlBind.Keys(new KeyFilter(slot, texts)));
  }

  private void hole(SqlBind bind) {
    print(HOLE);
    places.add(written.length() - HOLE.length());
    binds.add(bind);
    setNeedWhitespace(true);
  }

  private SqlText cut(String text) {
    List<String> chunks = new ArrayList<>();
    int from = 0;
    for (int place : places) {
      chunks.add(text.substring(from, place));
      from = place + HOLE.length();
    }
    chunks.add(text.substring(from));
    return new SqlText(chunks, binds);
  }
}
