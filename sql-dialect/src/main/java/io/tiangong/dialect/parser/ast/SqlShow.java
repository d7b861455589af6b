package io.tiangong.dialect.parser.ast;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code SHOW TABLES [FROM schema] [LIKE 'pattern'] | SHOW SOURCES | SHOW SCHEMAS | SHOW QUERIES |
 * SHOW STATUS [LIKE 'pattern'] | SHOW GRANTS [FOR grantee]}.
 */
public final class SqlShow extends SqlCall {

  /** What is to be listed. */
  public enum Subject {
    TABLES,
    SOURCES,
    SCHEMAS,
    QUERIES,
    STATUS,
    GRANTS
  }

  private static final SqlOperator OPERATOR = new SqlSpecialOperator("SHOW", SqlKind.OTHER);

  private final Subject subject;
  private final @Nullable SqlIdentifier schema;
  private final @Nullable SqlNode pattern;
  private final @Nullable SqlGrantee grantee;

  public SqlShow(
      SqlParserPos pos,
      Subject subject,
      @Nullable SqlIdentifier schema,
      @Nullable SqlNode pattern,
      @Nullable SqlGrantee grantee) {
    super(pos);
    this.subject = subject;
    this.schema = schema;
    this.pattern = pattern;
    this.grantee = grantee;
  }

  public Subject subject() {
    return subject;
  }

  public Optional<SqlIdentifier> schema() {
    return Optional.ofNullable(schema);
  }

  /** A LIKE pattern. */
  public Optional<String> pattern() {
    return Optional.ofNullable(pattern).map(p -> ((SqlLiteral) p).getValueAs(String.class));
  }

  /** Whose grants; empty: everybody's. */
  public Optional<SqlGrantee> grantee() {
    return Optional.ofNullable(grantee);
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return Stream.of(schema, pattern, grantee)
        .filter(Objects::nonNull)
        .map(SqlNode.class::cast)
        .toList();
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SHOW");
    writer.keyword(subject.name());
    if (schema != null) {
      writer.keyword("FROM");
      schema.unparse(writer, 0, 0);
    }
    if (pattern != null) {
      writer.keyword("LIKE");
      pattern.unparse(writer, 0, 0);
    }
    if (grantee != null) {
      writer.keyword("FOR");
      grantee.unparse(writer, 0, 0);
    }
  }
}
