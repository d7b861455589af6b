package io.tiangong.gateway.query;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.OutOfMemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown on the way of a query into the error that the caller is told. */
public final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The error to tell; a bug is logged under the query's id and told without its details. */
  public static QueryException of(Throwable thrown, String queryId) {
    if (thrown instanceof QueryException error) {
      if (error.code() == ErrorCode.INTERNAL) {
        log.error("query {} failed", queryId, error);
      }
      return error;
    }
    if (thrown instanceof CompletionException && thrown.getCause() != null) {
      return of(thrown.getCause(), queryId);
    }
    if (thrown instanceof OutOfMemoryException) {
      return new QueryException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          "the query needs more memory than one query may have; restrict it",
          thrown);
    }
    if (thrown instanceof StackOverflowError) {
      return new QueryException(
          ErrorCode.STATEMENT_TOO_LARGE, "the statement is nested too deeply", thrown);
    }
    log.error("query {} failed", queryId, thrown);
    return new QueryException(
        ErrorCode.INTERNAL, "internal error; the server's log has details of query " + queryId);
  }
}
