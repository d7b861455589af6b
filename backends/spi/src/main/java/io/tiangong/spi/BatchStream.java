package io.tiangong.spi;

import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * An answer, pulled batch by batch; what is not pulled is not read, which is the back-pressure.
 * Used by one thread at a time.
 */
public interface BatchStream extends AutoCloseable {

  List<Column> columns();

  /** The vectors that {@link #next} fills; owned by the stream, the same object for its life. */
  VectorSchemaRoot root();

  /**
   * Loads the next batch into {@link #root()}, blocking as long as needed. Never loads an empty
   * batch.
   *
   * @return false at the end; the root is then empty
   * @throws QueryException on a fault of the source, on cancel and at the deadline
   */
  boolean next();

  /** Stops reading and frees vectors, scanners, connections. Idempotent, never throws. */
  @Override
  void close();
}
