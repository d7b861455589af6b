package io.tiangong.gateway.config;

import io.tiangong.config.DataSize;
import io.tiangong.config.Section;
import java.time.Duration;

/**
 * Bounds of running queries.
 *
 * @param workers queries that run at once
 * @param queue queries that may wait for a worker; more are refused
 * @param sourceThreads threads for the blocking work of sources that run beside each other
 * @param batchRows upper bound of rows in a batch
 * @param maxRows upper bound of rows in an answer
 * @param defaultTimeout deadline of queries that come without one
 * @param maxStatementSize longer SQL text is refused
 * @param planCache bound of the plan cache
 * @param queryMemory bound of the Arrow memory of one query
 * @param replayMemory bound, per fragment, of what is kept because it is read twice
 * @param memory bound of the Arrow memory of all queries
 * @param pushdown whether sources do more than to deliver columns of tables; off to find out who is
 *     to blame for an answer
 */
public record ExecutionConfig(
    int workers,
    int queue,
    int sourceThreads,
    int batchRows,
    long maxRows,
    Duration defaultTimeout,
    DataSize maxStatementSize,
    DataSize planCache,
    DataSize queryMemory,
    DataSize replayMemory,
    DataSize memory,
    boolean pushdown) {

  public static final ExecutionConfig DEFAULT =
      new ExecutionConfig(
          32,
          1_000,
          32,
          4_096,
          10_000_000,
          Duration.ofSeconds(60),
          new DataSize(256 << 10),
          DataSize.megabytes(16),
          DataSize.megabytes(64),
          DataSize.megabytes(32),
          DataSize.megabytes(192),
          true);

  static ExecutionConfig read(Section section) {
    ExecutionConfig config =
        new ExecutionConfig(
            section.integer("workers", DEFAULT.workers, 1, 10_000),
            section.integer("queue", DEFAULT.queue, 1, 1_000_000),
            section.integer("source-threads", DEFAULT.sourceThreads, 1, 10_000),
            section.integer("batch-rows", DEFAULT.batchRows, 1, 1_000_000),
            section.count("max-rows", DEFAULT.maxRows),
            section.duration("default-timeout", DEFAULT.defaultTimeout),
            section.size("max-statement-size", DEFAULT.maxStatementSize),
            section.size("plan-cache", DEFAULT.planCache),
            section.size("query-memory", DEFAULT.queryMemory),
            section.size("replay-memory", DEFAULT.replayMemory),
            section.size("memory", DEFAULT.memory),
            section.truth("pushdown", DEFAULT.pushdown));
    section.finish();
    return config;
  }
}
