package io.tiangong.offline;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a statement on a borrowed session, from its inputs to its last batch. */
final class Execution implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Execution.class);

  private final String source;
  private final QueryText text;
  private final Bindings bindings;
  private final ScanContext context;
  private final SessionPool sessions;
  private final Session session;
  private final Interrupt interrupt;
  private final Cancellation.Registration registration;
  private final List<InputReader> inputs = new ArrayList<>();
  private @Nullable DuckDBResultSet result;
  private @Nullable ArrowReader reader;
  private boolean failed;
  private boolean drained;

  /**
   * Borrows a session; owns the streams of the bindings when this returns.
   *
   * @param source named in faults
   */
  Execution(
      String source, QueryText text, Bindings bindings, ScanContext context, SessionPool sessions) {
    this.source = source;
    this.text = text;
    this.bindings = bindings;
    this.context = context;
    this.sessions = sessions;
    try {
      this.session = sessions.borrow(text);
    } catch (SQLException e) {
      throw EngineFault.of(source, e);
    }
    this.interrupt = new Interrupt(session.connection());
    this.registration = context.cancellation().onCancel(interrupt);
  }

  /** Starts the statement. */
  ArrowReader start() {
    try {
      readInputs();
      context.cancellation().check();
      PreparedQuery query = session.prepare(text, inputs);
      context.cancellation().check();
      result = query.execute(bindings);
      interrupt.begun();
      reader = (ArrowReader) result.arrowExportStream(context.allocator(), context.batchRows());
      return reader;
    } catch (SQLException e) {
      throw fault(e);
    } finally {
      interrupt.begun();
    }
  }

  private void readInputs() {
    for (QueryText.Input input : text.inputs()) {
      BatchStream stream = stream(input);
      inputs.add(new InputReader(input.table(), input.columns(), stream, session.allocator()));
    }
  }

  private BatchStream stream(QueryText.Input input) {
    KeySet keys = bindings.keySet(input.slot());
    return keys == null
        ? Objects.requireNonNull(bindings.inputs().get(input.fragment()), input.fragment())
        : new KeySetStream(input.columns(), keys, context.allocator());
  }

  /** Loads the next batch into the reader. */
  boolean next(ArrowReader from) {
    context.cancellation().check();
    try {
      drained = !from.loadNextBatch();
      return !drained;
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /** Why the statement failed, the first cause first: the query's end, an input, DuckDB. */
  private QueryException fault(Exception thrown) {
    failed = true;
    QueryException reason = context.cancellation().reason();
    if (reason != null) {
      return reason;
    }
    return inputs.stream()
        .flatMap(input -> input.failure().stream())
        .findFirst()
        .orElseGet(() -> engineFault(thrown));
  }

  private QueryException engineFault(Exception thrown) {
    QueryException fault = EngineFault.of(source, thrown);
    if (fault.code() == ErrorCode.MEMORY_LIMIT_EXCEEDED) {
      sessions.relieve();
    }
    return fault;
  }

  /** Ends the statement, closes its inputs, gives the session back. */
  @Override
  public void close() {
    registration.close();
    interrupt.letGo();
    boolean healthy = false;
    try {
      closeResult();
      healthy = true;
    } catch (SQLException | IOException e) {
      log.warn("query {} left its session unusable", context.queryId(), e);
    } finally {
      inputs.forEach(InputReader::close);
      bindings.inputs().values().forEach(BatchStream::close);
      sessions.giveBack(session, healthy);
    }
  }

  private void closeResult() throws SQLException, IOException {
    try (DuckDBResultSet closedLast = result;
        ArrowReader closedFirst = reader) {
      session.clear(text);
    }
    if (!drained) {
      session.abort();
    }
    if (failed) {
      session.discard(text);
    }
  }
}
