package io.tiangong.gateway.flight;

import io.tiangong.gateway.grpc.Errors;
import io.tiangong.gateway.query.Failures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** A small table of metadata, written cell by cell and sent as one batch. */
final class Rows implements AutoCloseable {

  private final VectorSchemaRoot root;
  private int rows;

  Rows(Schema schema, BufferAllocator allocator) {
    this.root = VectorSchemaRoot.create(schema, allocator);
    root.getFieldVectors().forEach(FieldVector::allocateNew);
  }

  /** Adds a row; texts, numbers, booleans, bytes and lists of texts, null is NULL. */
  void add(@Nullable Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      if (cell != null) {
        set(root.getVector(i), cell);
      }
    }
    rows++;
  }

  private void set(FieldVector vector, Object cell) {
    if (vector instanceof VarCharVector v) {
      v.setSafe(rows, cell.toString().getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof IntVector v) {
      v.setSafe(rows, ((Number) cell).intValue());
    } else if (vector instanceof BitVector v) {
      v.setSafe(rows, Boolean.TRUE.equals(cell) ? 1 : 0);
    } else if (vector instanceof VarBinaryVector v) {
      v.setSafe(rows, (byte[]) cell);
    } else {
      list((ListVector) vector, (List<?>) cell);
    }
  }

  private void list(ListVector vector, List<?> texts) {
    UnionListWriter writer = vector.getWriter();
    writer.setPosition(rows);
    writer.startList();
    texts.forEach(text -> writer.writeVarChar(text.toString()));
    writer.endList();
  }

  /** Sends what was added, and ends the answer. */
  void send(ServerStreamListener client) {
    root.setRowCount(rows);
    client.start(root);
    client.putNext();
    client.completed();
  }

  /** Fills a table and sends it, or tells why it could not be filled. */
  static void answer(
      Schema schema, BufferAllocator allocator, ServerStreamListener client, Consumer<Rows> fill) {
    try (Rows rows = new Rows(schema, allocator)) {
      fill.accept(rows);
      rows.send(client);
    } catch (RuntimeException e) {
      client.error(Errors.of(Failures.of(e, ""), ""));
    }
  }

  @Override
  public void close() {
    root.close();
  }
}
