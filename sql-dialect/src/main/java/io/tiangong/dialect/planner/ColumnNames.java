package io.tiangong.dialect.planner;

import io.tiangong.dialect.parser.TgSqlParser;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWith;

/**
 * Names of the answer's columns: where the statement gives none, the text of the expression.
 *
 * @param before texts of the select list's items before the first {@code *}
 * @param after texts of the items behind the last {@code *}, from the last one backwards
 */
record ColumnNames(List<String> before, List<String> after) {

  private static final String UNNAMED = "EXPR$";
  private static final String ORDINAL = "column_";
  private static final int LONGEST = 256;

  /** Reads the statement before the validator changes it. */
  static ColumnNames of(SqlNode query) {
    SqlNodeList items = items(query);
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (int i = 0; i < items.size() && !isStar(items.get(i)); i++) {
      before.add(text(items.get(i)));
    }
    for (int i = items.size() - 1; i >= 0 && !isStar(items.get(i)); i--) {
      after.add(text(items.get(i)));
    }
    return new ColumnNames(before, after);
  }

  /** The select list that names the answer. */
  private static SqlNodeList items(SqlNode query) {
    if (query instanceof SqlOrderBy ordered) {
      return items(ordered.query);
    } else if (query instanceof SqlWith with) {
      return items(with.body);
    } else if (query instanceof SqlBasicCall set && set.getOperator() instanceof SqlSetOperator) {
      return items(set.operand(0));
    }
    return query instanceof SqlSelect select ? select.getSelectList() : SqlNodeList.EMPTY;
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar();
  }

  private static String text(SqlNode item) {
    String text = TgSqlParser.toText(item);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  /** The names that the validator gave, without those that it made up. */
  List<String> name(List<String> given) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      names.add(given.get(i).startsWith(UNNAMED) ? name(i, given.size()) : given.get(i));
    }
    return names;
  }

  private String name(int column, int columns) {
    int fromEnd = columns - 1 - column;
    if (column < before.size()) {
      return before.get(column);
    }
    return fromEnd < after.size() ? after.get(fromEnd) : ORDINAL + column;
  }
}
