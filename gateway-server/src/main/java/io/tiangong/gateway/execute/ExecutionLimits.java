package io.tiangong.gateway.execute;

/**
 * Bounds of one execution.
 *
 * @param batchRows upper bound of rows in a batch
 * @param queryBytes upper bound of the Arrow memory of one query
 * @param replayBytes upper bound of the batches that are kept because they are read twice
 */
public record ExecutionLimits(int batchRows, long queryBytes, long replayBytes) {}
