package io.tiangong.dialect.parser.ast;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code EXPLAIN [ANALYZE | SERVE] query}. */
public final class SqlExplainQuery extends SqlCall {

  /** What is to be explained. */
  public enum Mode {
    /** The plan. */
    PLAN,
    /** The plan with what a run of it measured. */
    ANALYZE,
    /** How the gateway would serve it: lane, replicas, limits. */
    SERVE
  }

  private static final SqlOperator OPERATOR = new SqlSpecialOperator("EXPLAIN", SqlKind.EXPLAIN);

  private final Mode mode;
  private final SqlNode query;
  private final SqlParserPos queryPosition;

  public SqlExplainQuery(SqlParserPos pos, Mode mode, SqlNode query, SqlParserPos queryPosition) {
    super(pos);
    this.mode = mode;
    this.query = query;
    this.queryPosition = queryPosition;
  }

  /** Of the query's first token, which its own node does not always have. */
  public SqlParserPos queryPosition() {
    return queryPosition;
  }

  public Mode mode() {
    return mode;
  }

  public SqlNode query() {
    return query;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("EXPLAIN");
    if (mode != Mode.PLAN) {
      writer.keyword(mode.name());
    }
    writer.newlineAndIndent();
    query.unparse(writer, 0, 0);
  }
}
