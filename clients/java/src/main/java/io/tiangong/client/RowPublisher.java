package io.tiangong.client;

import io.tiangong.client.Requests.Prepared;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Publishes the mapped rows of a query; each subscriber runs the query anew. */
final class RowPublisher<T> implements Flow.Publisher<T> {

  private final Requests requests;
  private final Supplier<Prepared> queries;
  private final RowMapper<T> mapper;

  RowPublisher(Requests requests, Supplier<Prepared> queries, RowMapper<T> mapper) {
    this.requests = requests;
    this.queries = queries;
    this.mapper = mapper;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    new RowSubscription<>(requests, queries.get(), mapper, subscriber).start();
  }
}
