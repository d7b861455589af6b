package io.tiangong.gateway.execute;

import java.util.OptionalInt;

/**
 * A fragment's share of a query: who answered, how much, and how fast.
 *
 * @param openNanos from asking the source to its first rows; 0 while it has not answered
 * @param keys of another fragment that it was restricted to; empty: none were wanted, or there were
 *     more than it pays to look up
 */
public record FragmentServed(
    String fragment, String source, String replica, long rows, long openNanos, OptionalInt keys) {}
