package io.tiangong.offline;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A statement's answer; the vectors are DuckDB's own memory, imported without a copy. */
final class ResultStream implements BatchStream {

  private final List<Column> columns;
  private final Execution execution;
  private final ArrowReader reader;
  private final VectorSchemaRoot root;
  private boolean prefetched;
  private boolean ended;
  private boolean closed;

  private ResultStream(
      List<Column> columns, Execution execution, ArrowReader reader, VectorSchemaRoot root) {
    this.columns = columns;
    this.execution = execution;
    this.reader = reader;
    this.root = root;
  }

  /** Runs the statement up to its first batch; closes the execution when that fails. */
  static ResultStream open(List<Column> columns, Execution execution) {
    boolean opened = false;
    try {
      ArrowReader reader = execution.start();
      ResultStream stream =
          new ResultStream(columns, execution, reader, root(columns, vectors(reader)));
      stream.prefetched = stream.load();
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        execution.close();
      }
    }
  }

  private static List<FieldVector> vectors(ArrowReader reader) {
    try {
      return reader.getVectorSchemaRoot().getFieldVectors();
    } catch (IOException e) {
      throw new QueryException(ErrorCode.INTERNAL, "the engine's answer has no schema: " + e, e);
    }
  }

  /** DuckDB's vectors under the request's names and nullability. */
  private static VectorSchemaRoot root(List<Column> columns, List<FieldVector> vectors) {
    Schema wanted = ArrowTypes.schema(columns);
    List<?> types = vectors.stream().map(v -> v.getField().getType()).toList();
    if (!types.equals(wanted.getFields().stream().map(Field::getType).toList())) {
      throw new QueryException(
          ErrorCode.INTERNAL, "the engine's answer is " + types + " instead of " + wanted);
    }
    return new VectorSchemaRoot(wanted, vectors, 0);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public VectorSchemaRoot root() {
    return root;
  }

  @Override
  public boolean next() {
    if (prefetched) {
      prefetched = false;
      root.setRowCount(rows());
      return true;
    }
    root.setRowCount(0);
    if (!load()) {
      return false;
    }
    root.setRowCount(rows());
    return true;
  }

  private boolean load() {
    while (!ended && execution.next(reader)) {
      if (rows() > 0) {
        return true;
      }
    }
    ended = true;
    return false;
  }

  private int rows() {
    return root.getFieldVectors().get(0).getValueCount();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      execution.close();
    }
  }
}
