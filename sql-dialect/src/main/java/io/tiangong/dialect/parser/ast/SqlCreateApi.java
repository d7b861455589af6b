package io.tiangong.dialect.parser.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE API name(parameters) VERSION n AS query}. */
public final class SqlCreateApi extends SqlStatement {

  private final SqlIdentifier name;
  private final SqlNodeList parameters;
  private final SqlNode version;
  private final SqlNode query;

  public SqlCreateApi(
      SqlParserPos pos,
      SqlIdentifier name,
      SqlNodeList parameters,
      SqlNode version,
      SqlNode query) {
    super(pos, "CREATE API", name, parameters, version, query);
    this.name = name;
    this.parameters = parameters;
    this.version = version;
    this.query = query;
  }

  public SqlIdentifier name() {
    return name;
  }

  public List<SqlApiParameter> parameters() {
    return parameters.stream().map(SqlApiParameter.class::cast).toList();
  }

  public int version() {
    return ((SqlLiteral) version).intValue(true);
  }

  public SqlNode query() {
    return query;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("CREATE API");
    name.unparse(writer, 0, 0);
    SqlOption.unparseParenthesized(writer, parameters);
    writer.keyword("VERSION");
    version.unparse(writer, 0, 0);
    writer.keyword("AS");
    writer.newlineAndIndent();
    query.unparse(writer, 0, 0);
  }
}
