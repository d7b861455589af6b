package io.tiangong.gateway.execute;

/** A fragment's share of a query: who answered, and how much. */
public record FragmentServed(String fragment, String source, String replica, long rows) {}
