package io.tiangong.offline;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SqlBind;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/** A statement prepared on one connection, with the slots that its inputs stream through. */
final class PreparedQuery implements AutoCloseable {

  private final QueryText text;
  private final List<InputSlot> slots;
  private final PreparedStatement statement;

  private PreparedQuery(QueryText text, List<InputSlot> slots, PreparedStatement statement) {
    this.text = text;
    this.slots = slots;
    this.statement = statement;
  }

  /**
   * Prepares; casts columns whose type in DuckDB is another than the wanted one.
   *
   * @param slots one per input, filled
   */
  static PreparedQuery prepare(DuckDBConnection connection, QueryText text, List<InputSlot> slots)
      throws SQLException {
    boolean plain = slots.isEmpty();
    String first = plain ? text.sql() : wrapped(text, slots, List.of());
    PreparedStatement statement = connection.prepareStatement(first);
    List<String> types = types(statement);
    if (!types.equals(text.output().stream().map(c -> DuckDbType.name(c.type())).toList())) {
      statement.close();
      requireCastable(types, text.output());
      statement = connection.prepareStatement(wrapped(text, slots, types));
    }
    return new PreparedQuery(text, slots, statement);
  }

  List<InputSlot> slots() {
    return slots;
  }

  /** Starts the statement; its result streams. */
  DuckDBResultSet execute(Bindings bindings) throws SQLException {
    List<SqlBind.Parameter> parameters = text.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      SqlBind.Parameter parameter = parameters.get(i);
      Object value = bindings.parameter(parameter.index()).value();
      statement.setObject(i + 1, ParameterValue.bound(parameter.type(), value));
    }
    return statement.executeQuery().unwrap(DuckDBResultSet.class);
  }

  /** Closes every slot, also when one does not close. */
  @Override
  public void close() throws SQLException {
    SQLException fault = null;
    try (statement) {
      for (InputSlot slot : slots) {
        try {
          slot.close();
        } catch (SQLException e) {
          fault = e;
        }
      }
    }
    if (fault != null) {
      throw fault;
    }
  }

  private static List<String> types(PreparedStatement statement) throws SQLException {
    ResultSetMetaData metadata = statement.getMetaData();
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      types.add(metadata.getColumnTypeName(i));
    }
    return types;
  }

  private static void requireCastable(List<String> types, List<Column> output) {
    if (types.size() != output.size()
        || !IntStream.range(0, types.size())
            .allMatch(i -> DuckDbType.castable(types.get(i), output.get(i).type()))) {
      throw new QueryException(
          ErrorCode.INTERNAL, "the engine's answer is " + types + " instead of " + output);
    }
  }

  private static String wrapped(QueryText text, List<InputSlot> slots, List<String> types) {
    String with =
        IntStream.range(0, slots.size())
            .mapToObj(i -> input(text.inputs().get(i), slots.get(i)))
            .collect(Collectors.joining(", "));
    String columns =
        IntStream.range(0, types.size())
            .mapToObj(i -> column(i, types.get(i), text.output().get(i)))
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, text.output().size())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", "));
    return (with.isEmpty() ? "" : "WITH " + with + " ")
        + ("SELECT " + (columns.isEmpty() ? "*" : columns))
        + (" FROM (" + text.sql() + ") AS answer(" + names + ")");
  }

  private static String input(QueryText.Input input, InputSlot slot) {
    String columns =
        input.columns().stream().map(c -> Sql.name(c.name())).collect(Collectors.joining(", "));
    return (Sql.name(input.table()) + "(" + columns + ")")
        + (" AS (SELECT * FROM temp." + Sql.name(slot.view()) + ")");
  }

  private static String column(int index, String type, Column wanted) {
    String name = DuckDbType.name(wanted.type());
    return type.equals(name) ? "c" + index : "CAST(c" + index + " AS " + name + ")";
  }
}
