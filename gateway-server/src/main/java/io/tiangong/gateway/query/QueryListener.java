package io.tiangong.gateway.query;

/** Is told of every query, exactly once, when it has ended and its resources are free. */
public interface QueryListener {

  /** Called on the query's thread, before its caller hears of the end: must be quick. */
  void completed(CompletedQuery query);
}
