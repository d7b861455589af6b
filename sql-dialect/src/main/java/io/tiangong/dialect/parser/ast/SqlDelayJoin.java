package io.tiangong.dialect.parser.ast;

import java.util.Objects;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The join of two streams: {@code a LEFT [(GLOBAL)] INTERVAL … WINDOW [AND INTERVAL … DELAY] JOIN b
 * ON …}. Every row of the left side leaves exactly once, joined or not, at its time plus window and
 * delay.
 */
public final class SqlDelayJoin extends SqlJoin {

  private final boolean global;
  private final SqlLiteral window;
  private final @Nullable SqlLiteral delay;

  public SqlDelayJoin(
      SqlParserPos pos,
      SqlNode left,
      SqlNode right,
      SqlNode condition,
      boolean global,
      SqlLiteral window,
      @Nullable SqlLiteral delay) {
    super(
        pos,
        left,
        SqlLiteral.createBoolean(false, pos),
        JoinType.LEFT.symbol(pos),
        right,
        JoinConditionType.ON.symbol(pos),
        condition);
    this.global = global;
    this.window = window;
    this.delay = delay;
  }

  /** Whether rows of all partitions of the right side may join. */
  public boolean isGlobal() {
    return global;
  }

  public SqlLiteral window() {
    return window;
  }

  public @Nullable SqlLiteral delay() {
    return delay;
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return new SqlDelayJoin(pos, getLeft(), getRight(), on(), global, window, delay);
  }

  private SqlNode on() {
    return Objects.requireNonNull(getCondition());
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    getLeft().unparse(writer, 0, 0);
    writer.keyword("LEFT");
    if (global) {
      SqlWriter.Frame frame = writer.startList("(", ")");
      writer.keyword("GLOBAL");
      writer.endList(frame);
    }
    window.unparse(writer, 0, 0);
    writer.keyword("WINDOW");
    if (delay != null) {
      writer.keyword("AND");
      delay.unparse(writer, 0, 0);
      writer.keyword("DELAY");
    }
    writer.keyword("JOIN");
    getRight().unparse(writer, 0, 0);
    writer.keyword("ON");
    on().unparse(writer, 0, 0);
  }
}
