package io.tiangong.offline;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.nio.file.Path;

/**
 * Limits and places of the engine.
 *
 * @param memoryBytes what DuckDB may hold before it spills, native tables included
 * @param threads DuckDB's threads, the querying ones among them
 * @param spillDirectory where a directory of this engine's own is made for what does not fit
 * @param connections connections that are kept open between queries, with their statements
 * @param nativeTableBytes tables whose files are at most this large are loaded into DuckDB
 */
public record EngineSettings(
    long memoryBytes, int threads, Path spillDirectory, int connections, long nativeTableBytes) {

  private static final long MIB = 1L << 20;
  private static final long LEAST_MEMORY = 64 * MIB;

  public EngineSettings {
    require(memoryBytes >= LEAST_MEMORY, "memory must be at least 64 MiB", memoryBytes);
    require(threads >= 1, "threads must be at least 1", threads);
    require(connections >= 1, "connections must be at least 1", connections);
    require(nativeTableBytes >= 0, "the native table size can't be negative", nativeTableBytes);
  }

  /** 512 MiB, all processors, the system's temporary directory, 8 connections, 32 MiB. */
  public static EngineSettings defaults() {
    return new EngineSettings(
        512 * MIB,
        Runtime.getRuntime().availableProcessors(),
        Path.of(System.getProperty("java.io.tmpdir")),
        8,
        32 * MIB);
  }

  private static void require(boolean holds, String rule, long value) {
    if (!holds) {
      throw new QueryException(ErrorCode.CONFIG_INVALID, "engine: " + rule + ", not " + value);
    }
  }
}
