package io.tiangong.spi;

/**
 * What a source found out about the values of one column; estimates.
 *
 * @param distinct different values; negative when unknown
 * @param nulls rows without a value; negative when unknown
 */
public record ColumnFacts(long distinct, long nulls) {}
