package io.tiangong.dialect.parser.ast;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE SOURCE name WITH ('key' = 'value', …)}. */
public final class SqlCreateSource extends SqlCall {

  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("CREATE SOURCE", SqlKind.OTHER_DDL);

  private final SqlIdentifier name;
  private final SqlNodeList options;

  public SqlCreateSource(SqlParserPos pos, SqlIdentifier name, SqlNodeList options) {
    super(pos);
    this.name = name;
    this.options = options;
  }

  public SqlIdentifier name() {
    return name;
  }

  public List<SqlOption> options() {
    return options.stream().map(SqlOption.class::cast).toList();
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name, options);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("CREATE SOURCE");
    name.unparse(writer, 0, 0);
    SqlOption.unparseWith(writer, options);
  }
}
