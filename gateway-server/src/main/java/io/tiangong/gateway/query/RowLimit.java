package io.tiangong.gateway.query;

/**
 * How many rows an answer may have.
 *
 * @param rows at most so many
 * @param truncate whether more are cut off and the answer says so; otherwise more are an error
 */
public record RowLimit(long rows, boolean truncate) {}
