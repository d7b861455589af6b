package io.tiangong.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its parameters and limits.
 *
 * <p>Parameters may be null, Boolean, Byte, Short, Integer, Long, BigInteger, BigDecimal, Float,
 * Double, String, byte[], LocalDate, LocalTime, LocalDateTime (TIMESTAMP) and Instant
 * (TIMESTAMP_LTZ); what is finer than a microsecond is dropped. {@link TypedNull} is a NULL that
 * says its type, which a gateway may ask for.
 *
 * @param sql TgSQL text; parameters are question marks
 * @param parameters one per question mark, in order
 * @param id a name to cancel it by before the answer begins; empty: the gateway makes one
 * @param timeout from the call to the end of the answer; zero: the client's default
 * @param maxRows at most so many rows; 0: the gateway's limit
 * @param truncate whether an answer of more rows is cut there instead of being an error
 * @param schema where names without a schema are looked up first; empty: the client's default
 * @param fetchRows how many rows may be here beside the message being read; 0: the client's {@link
 *     ClientBuilder#messagesAhead} decides
 */
public record Query(
    String sql,
    List<@Nullable Object> parameters,
    String id,
    Duration timeout,
    long maxRows,
    boolean truncate,
    String schema,
    int fetchRows) {

  public Query {
    if (maxRows < 0 || fetchRows < 0) {
      throw ErrorCode.INVALID_PARAMETER.error("maxRows and fetchRows must not be negative");
    }
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  public Query(
      String sql,
      List<@Nullable Object> parameters,
      String id,
      Duration timeout,
      long maxRows,
      boolean truncate) {
    this(sql, parameters, id, timeout, maxRows, truncate, "", 0);
  }

  public static Query of(String sql, @Nullable Object... parameters) {
    return new Query(sql, Arrays.asList(parameters), "", Duration.ZERO, 0, false);
  }

  public Query withId(String newId) {
    return new Query(sql, parameters, newId, timeout, maxRows, truncate, schema, fetchRows);
  }

  public Query withTimeout(Duration newTimeout) {
    return new Query(sql, parameters, id, newTimeout, maxRows, truncate, schema, fetchRows);
  }

  /** More rows than this are the error {@code ROW_LIMIT_EXCEEDED}. */
  public Query withMaxRows(long rows) {
    return new Query(sql, parameters, id, timeout, rows, false, schema, fetchRows);
  }

  /** More rows than this are cut off, and {@link Trailer#complete} is false. */
  public Query truncatedTo(long rows) {
    return new Query(sql, parameters, id, timeout, rows, true, schema, fetchRows);
  }

  /** Names without a schema are looked up here first. */
  public Query inSchema(String newSchema) {
    return new Query(sql, parameters, id, timeout, maxRows, truncate, newSchema, fetchRows);
  }

  /** Holds about so many rows here while the caller reads. */
  public Query fetching(int rows) {
    return new Query(sql, parameters, id, timeout, maxRows, truncate, schema, rows);
  }
}
