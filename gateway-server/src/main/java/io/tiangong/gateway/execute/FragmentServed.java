package io.tiangong.gateway.execute;

/**
 * A fragment's share of a query: who answered, how much, and how fast.
 *
 * @param openNanos from asking the source to its first rows; 0 while it has not answered
 */
public record FragmentServed(
    String fragment, String source, String replica, long rows, long openNanos) {}
