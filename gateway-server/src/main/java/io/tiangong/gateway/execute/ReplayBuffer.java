package io.tiangong.gateway.execute;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.TransferPair;

/** Batches that are kept because they are read more than once. Owns their memory until closed. */
final class ReplayBuffer implements AutoCloseable {

  private final BufferAllocator allocator;
  private final long maxBytes;
  private final List<VectorSchemaRoot> batches = new ArrayList<>();
  private long bytes;

  ReplayBuffer(BufferAllocator allocator, long maxBytes) {
    this.allocator = allocator;
    this.maxBytes = maxBytes;
  }

  /** Takes the vectors of a stream's batch, without copying; the stream's root is empty then. */
  void take(VectorSchemaRoot batch) {
    VectorSchemaRoot kept = VectorSchemaRoot.create(batch.getSchema(), allocator);
    move(batch, kept);
    batches.add(kept);
    bytes += kept.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
  }

  boolean isFull() {
    return bytes > maxBytes;
  }

  int batches() {
    return batches.size();
  }

  /** Shows a kept batch in another root, sharing its memory. */
  void share(int index, VectorSchemaRoot target) {
    VectorSchemaRoot kept = batches.get(index);
    for (int i = 0; i < kept.getFieldVectors().size(); i++) {
      kept.getVector(i)
          .makeTransferPair(target.getVector(i))
          .splitAndTransfer(0, kept.getRowCount());
    }
    target.setRowCount(kept.getRowCount());
  }

  /** Moves a batch from one root to another of the same schema. */
  static void move(VectorSchemaRoot from, VectorSchemaRoot to) {
    int rows = from.getRowCount();
    for (int i = 0; i < from.getFieldVectors().size(); i++) {
      TransferPair pair = from.getVector(i).makeTransferPair(to.getVector(i));
      pair.transfer();
    }
    to.setRowCount(rows);
  }

  @Override
  public void close() {
    batches.forEach(VectorSchemaRoot::close);
    batches.clear();
  }
}
