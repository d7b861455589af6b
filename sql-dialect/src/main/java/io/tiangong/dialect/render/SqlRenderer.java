package io.tiangong.dialect.render;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.SqlText;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;

/** Renders relational trees as the SQL of a source. Thread-safe. */
public final class SqlRenderer {

  private static final SqlDialect DUCKDB = new DuckDbDialect();
  private static final SqlDialect MYSQL = new MySqlDialect();

  private SqlRenderer() {}

  /**
   * The engine's SQL; every output column is cast to its planned type.
   *
   * @param parameterTypes types of the parameters that the tree refers to by index
   */
  public static SqlText duckDb(RelNode tree, List<ColumnType> parameterTypes) {
    return HoleWriter.write(statement(DuckDbLowering.lower(tree), DUCKDB), DUCKDB, parameterTypes);
  }

  /**
   * MySQL's SQL for a tree of which every part means the same there.
   *
   * @param exactText whether a text column of a node compares by code point at the source
   */
  public static SqlText mySql(
      RelNode tree, List<ColumnType> parameterTypes, BiPredicate<RelNode, Integer> exactText) {
    return HoleWriter.write(
        statement(MySqlLowering.lower(tree, exactText), MYSQL), MYSQL, parameterTypes);
  }

  private static SqlNode statement(RelNode tree, SqlDialect dialect) {
    SqlNode statement = new RelToSqlConverter(dialect).visitRoot(tree).asStatement();
    statement.accept(new OrderByPlace());
    return statement;
  }
}
