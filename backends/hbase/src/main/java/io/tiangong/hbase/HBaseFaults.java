package io.tiangong.hbase;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.hbase.DoNotRetryIOException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.TableNotEnabledException;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.regionserver.NoSuchColumnFamilyException;
import org.jspecify.annotations.Nullable;

/** Tells the HBase client's exceptions in the gateway's terms. */
final class HBaseFaults {

  private final String source;

  HBaseFaults(String source) {
    this.source = source;
  }

  /** The fault of a request to a table. */
  QueryException fault(TableName table, Throwable thrown) {
    Throwable root = root(thrown);
    if (root instanceof QueryException known) {
      return known;
    }
    if (root instanceof RuntimeException || root instanceof Error) {
      return new QueryException(ErrorCode.INTERNAL, "HBase source " + source + ": " + root, root);
    }
    DoNotRetryIOException refusal = find(root, DoNotRetryIOException.class);
    return refusal == null ? unavailable(root) : refused(table, refusal);
  }

  private QueryException refused(TableName table, DoNotRetryIOException refusal) {
    String text;
    if (refusal instanceof TableNotFoundException) {
      text = "has no table " + table + ": create it or correct the option 'table'";
    } else if (refusal instanceof TableNotEnabledException) {
      text = "has disabled table " + table;
    } else if (refusal instanceof NoSuchColumnFamilyException) {
      text = "has no such column family in table " + table + ": correct the option 'family'";
    } else {
      text = "refused a request to table " + table + ": " + firstLine(refusal);
    }
    return new QueryException(
            ErrorCode.SOURCE_ERROR, "HBase source " + source + " " + text, refusal)
        .with("source", source)
        .with("table", table.getNameAsString());
  }

  private QueryException unavailable(Throwable thrown) {
    return new QueryException(
            ErrorCode.SOURCE_UNAVAILABLE,
            "HBase source " + source + " can't be reached: " + firstLine(deepest(thrown)),
            thrown)
        .with("source", source);
  }

  private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while ((root instanceof CompletionException || root instanceof ExecutionException)
        && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The one that says what happened; those around it only say that it happened often. */
  private static Throwable deepest(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  private static String firstLine(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null
        ? (thrown instanceof TimeoutException ? "no answer in time" : thrown.toString())
        : message.lines().findFirst().orElse("");
  }
}
