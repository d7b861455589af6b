package io.tiangong.spi.testing;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Cells;
import io.tiangong.spi.Column;
import io.tiangong.spi.ScanContext;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link Relation} as a stream of batches. */
public final class RelationStream implements BatchStream {

  private final Relation relation;
  private final ScanContext context;
  private final VectorSchemaRoot root;
  private int delivered;

  public RelationStream(Relation relation, ScanContext context) {
    this.relation = relation;
    this.context = context;
    this.root = VectorSchemaRoot.create(ArrowTypes.schema(relation.columns()), context.allocator());
  }

  @Override
  public List<Column> columns() {
    return relation.columns();
  }

  @Override
  public VectorSchemaRoot root() {
    return root;
  }

  @Override
  public boolean next() {
    root.clear();
    context.cancellation().check();
    int count = Math.min(context.batchRows(), relation.rows().size() - delivered);
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = relation.rows().get(delivered + i);
      for (int column = 0; column < row.size(); column++) {
        Cells.write(root.getVector(column), i, row.get(column));
      }
    }
    root.setRowCount(count);
    delivered += count;
    return count > 0;
  }

  @Override
  public void close() {
    root.close();
  }
}
