package io.tiangong.offline;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A request as DuckDB takes it: text with question marks, and what fills them. Equal for all
 * executions of a request that bind the same key slots, so that it names a prepared statement.
 *
 * @param sql the text; reads each of {@code inputs} as a table
 * @param inputs answers of other fragments, then key sets
 * @param parameters one per question mark
 * @param output the answer's columns
 */
record QueryText(
    String sql, List<Input> inputs, List<SqlBind.Parameter> parameters, List<Column> output) {

  /**
   * A table that streams in at execution.
   *
   * @param fragment the fragment whose answer it is; empty for a key set
   * @param slot the key slot; empty for a fragment's answer
   */
  record Input(String table, String fragment, String slot, List<Column> columns) {}

  static QueryText of(SqlRequest request, Bindings bindings) {
    Renderer renderer = new Renderer(bindings);
    request
        .inputs()
        .forEach(i -> renderer.add(new Input(i.table(), i.fragment(), "", i.columns())));
    StringBuilder sql = new StringBuilder();
    List<SqlBind> binds = request.text().binds();
    for (int i = 0; i < binds.size(); i++) {
      sql.append(request.text().chunks().get(i)).append(renderer.render(binds.get(i)));
    }
    sql.append(request.text().chunks().get(binds.size()));
    return new QueryText(
        sql.toString(),
        List.copyOf(renderer.inputs.values()),
        List.copyOf(renderer.parameters),
        request.output());
  }

  private static final class Renderer {
    private final Bindings bindings;
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final List<SqlBind.Parameter> parameters = new ArrayList<>();

    private Renderer(Bindings bindings) {
      this.bindings = bindings;
    }

    private void add(Input input) {
      inputs.put(input.table(), input);
    }

    private String render(SqlBind bind) {
      if (bind instanceof SqlBind.Keys keys) {
        return render(keys.filter());
      }
      SqlBind.Parameter parameter = (SqlBind.Parameter) bind;
      parameters.add(parameter);
      return ParameterValue.placeholder(parameter.type());
    }

    private String render(KeyFilter filter) {
      KeySet keys = bindings.keySet(filter.slot());
      if (keys == null) {
        return "TRUE";
      } else if (keys.size() == 0) {
        return "FALSE";
      }
      String table = "keys of " + filter.slot();
      add(new Input(table, "", filter.slot(), columns(keys.types())));
      String expressions = String.join(", ", filter.columns());
      return "(" + expressions + ") IN (SELECT * FROM " + Sql.name(table) + ")";
    }

    private static List<Column> columns(List<ColumnType> types) {
      return IntStream.range(0, types.size())
          .mapToObj(i -> new Column("k" + i, types.get(i)))
          .toList();
    }
  }
}
