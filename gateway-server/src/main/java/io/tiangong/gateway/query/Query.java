package io.tiangong.gateway.query;

import io.tiangong.gateway.auth.Identity;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Value;
import java.util.List;

/**
 * A statement as it arrived.
 *
 * @param id unique among the running queries
 * @param sql the text
 * @param schema where names without a schema are looked up first; empty: the default schema
 * @param parameters one per question mark
 * @param identity who asks
 * @param limit rows of the answer
 * @param cancellation ends it, at the deadline too
 * @param arrivedNanos when it arrived, in the pipeline's ticker
 */
public record Query(
    String id,
    String sql,
    String schema,
    List<Value> parameters,
    Identity identity,
    RowLimit limit,
    Cancellation cancellation,
    long arrivedNanos) {
  public Query {
    parameters = List.copyOf(parameters);
  }

  Query withSql(String text) {
    return new Query(id, text, schema, parameters, identity, limit, cancellation, arrivedNanos);
  }
}
