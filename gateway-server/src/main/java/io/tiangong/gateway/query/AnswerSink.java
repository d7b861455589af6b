package io.tiangong.gateway.query;

import io.tiangong.spi.Column;
import io.tiangong.spi.QueryException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Where an answer goes: begin, batches, end; or fail at any point. Used by one thread at a time.
 * After end or fail nothing comes.
 */
public interface AnswerSink {

  void begin(List<Column> columns);

  /**
   * Takes the first rows of a batch, without keeping the vectors. Blocks while the reader is slow.
   *
   * @throws QueryException the query's reason, when it is cancelled while this blocks
   */
  void batch(VectorSchemaRoot batch, int rows);

  void end(Summary summary);

  void fail(QueryException error);
}
