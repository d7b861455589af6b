package io.tiangong.gateway.execute;

import io.tiangong.dialect.plan.KeyFeed;
import io.tiangong.spi.Cells;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.KeySet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Gathers the distinct key tuples of one feed; a tuple with a NULL can't match and is left out. */
final class KeyCollector {

  private final KeyFeed feed;
  private final List<ColumnType> types;
  private final Map<Object, List<Object>> tuples = new LinkedHashMap<>();

  /**
   * @param columns output of the feeding fragment
   */
  KeyCollector(KeyFeed feed, List<Column> columns) {
    this.feed = feed;
    this.types = feed.columns().stream().map(position -> columns.get(position).type()).toList();
  }

  String slot() {
    return feed.slot();
  }

  /** Whether there are more keys than it pays to look up one by one. */
  boolean overflowed() {
    return tuples.size() > feed.maxKeys();
  }

  void add(VectorSchemaRoot batch) {
    for (int row = 0; row < batch.getRowCount() && !overflowed(); row++) {
      List<Object> tuple = tuple(batch, row);
      if (tuple != null) {
        tuples.putIfAbsent(comparable(tuple), tuple);
      }
    }
  }

  KeySet keys() {
    return new KeySet(types, List.copyOf(tuples.values()));
  }

  private @Nullable List<Object> tuple(VectorSchemaRoot batch, int row) {
    List<Object> tuple = new ArrayList<>(types.size());
    for (int position : feed.columns()) {
      Object cell = Cells.read(batch.getVector(position), row);
      if (cell == null) {
        return null;
      }
      tuple.add(cell);
    }
    return tuple;
  }

  /** The tuple with byte arrays compared by content. */
  private static Object comparable(List<Object> tuple) {
    if (tuple.stream().noneMatch(byte[].class::isInstance)) {
      return tuple;
    }
    return tuple.stream()
        .map(cell -> cell instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : cell)
        .toList();
  }
}
