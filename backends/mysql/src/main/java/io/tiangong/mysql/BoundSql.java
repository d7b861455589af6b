package io.tiangong.mysql;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A statement with question marks and the values for them.
 *
 * <p>Key sets are padded with their last key to a power of two, so that the statements differ in
 * few lengths and the server's prepared ones are found again. A key set with more values than a
 * statement can take restricts nothing, which a key set always may.
 */
record BoundSql(String sql, List<Value> values) {

  /** What the protocol can number. */
  private static final int MAX_VALUES = 65_535;

  BoundSql {
    values = List.copyOf(values);
  }

  static BoundSql of(SqlText text, Bindings bindings) {
    if (text.binds().isEmpty()) {
      return new BoundSql(text.chunks().get(0), List.of());
    }
    StringBuilder sql = new StringBuilder();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < text.binds().size(); i++) {
      sql.append(text.chunks().get(i));
      SqlBind bind = text.binds().get(i);
      if (bind instanceof SqlBind.Parameter parameter) {
        sql.append('?');
        values.add(bindings.parameter(parameter.index()));
      } else {
        appendKeys(((SqlBind.Keys) bind).filter(), bindings, sql, values);
      }
    }
    sql.append(text.chunks().get(text.binds().size()));
    return new BoundSql(sql.toString(), values);
  }

  private static void appendKeys(
      KeyFilter filter, Bindings bindings, StringBuilder sql, List<Value> values) {
    KeySet keys = bindings.keySet(filter.slot());
    if (keys == null) {
      sql.append("TRUE");
      return;
    } else if (keys.size() == 0) {
      sql.append("FALSE");
      return;
    }
    int width = filter.columns().size();
    int count = padded(keys.size(), (MAX_VALUES - values.size()) / width);
    if (count == 0) {
      sql.append("TRUE");
      return;
    }
    String columns = String.join(", ", filter.columns());
    String marks = String.join(", ", Collections.nCopies(width, "?"));
    String tuple = width == 1 ? marks : "(" + marks + ")";
    sql.append(width == 1 ? columns : "(" + columns + ")")
        .append(" IN (")
        .append(String.join(", ", Collections.nCopies(count, tuple)))
        .append(')');
    for (int i = 0; i < count; i++) {
      addKey(keys.types(), keys.rows().get(Math.min(i, keys.size() - 1)), values);
    }
  }

  private static void addKey(List<ColumnType> types, List<Object> key, List<Value> values) {
    for (int column = 0; column < key.size(); column++) {
      values.add(new Value(types.get(column), key.get(column)));
    }
  }

  /** The next power of two, or the size itself where that is too many, or 0 if both are. */
  private static int padded(int size, int max) {
    int power = Integer.highestOneBit(Math.max(1, size * 2 - 1));
    if (power <= max) {
      return power;
    }
    return size <= max ? size : 0;
  }
}
