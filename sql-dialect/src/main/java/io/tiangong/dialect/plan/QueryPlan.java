package io.tiangong.dialect.plan;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import java.util.List;

/**
 * What a query does: fragments in the order they start. Immutable, symbolic in its parameters,
 * shared by many executions at once.
 *
 * @param columns the answer's columns under the names that the query gives them: the leading
 *     columns of the last fragment's output; more may follow there that only its order needs
 * @param fragments each depends on earlier ones only; the last one, the root, gives the answer
 * @param parameterTypes types of {@link io.tiangong.spi.Bindings#parameters}, in order
 * @param reads tables and columns that it reads, for permissions
 * @param estimatedCost rows that all fragments together are expected to move
 */
public record QueryPlan(
    List<Column> columns,
    List<Fragment> fragments,
    List<ColumnType> parameterTypes,
    List<TableRead> reads,
    double estimatedCost) {

  public QueryPlan {
    columns = List.copyOf(columns);
    fragments = List.copyOf(fragments);
    parameterTypes = List.copyOf(parameterTypes);
    reads = List.copyOf(reads);
    if (fragments.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one fragment");
    }
  }

  public Fragment root() {
    return fragments.get(fragments.size() - 1);
  }
}
