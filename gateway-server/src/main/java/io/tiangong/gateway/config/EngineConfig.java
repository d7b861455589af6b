package io.tiangong.gateway.config;

import io.tiangong.config.DataSize;
import io.tiangong.config.Section;

/**
 * The embedded engine that combines answers and reads offline tables.
 *
 * @param memory its own memory; beyond it, it spills
 * @param threads its own threads
 * @param spillDirectory where it spills; empty: the system's temporary directory
 * @param connections connections, with their prepared statements, that are kept between queries
 * @param nativeTableSize offline tables up to this size are held in its memory
 */
public record EngineConfig(
    DataSize memory,
    int threads,
    String spillDirectory,
    int connections,
    DataSize nativeTableSize) {

  public static final EngineConfig DEFAULT =
      new EngineConfig(DataSize.megabytes(192), 2, "", 8, DataSize.megabytes(32));

  static EngineConfig read(Section section) {
    EngineConfig config =
        new EngineConfig(
            section.size("memory", DEFAULT.memory),
            section.integer("threads", DEFAULT.threads, 1, 1024),
            section.text("spill-directory", DEFAULT.spillDirectory),
            section.integer("connections", DEFAULT.connections, 1, 1024),
            section.size("native-table-size", DEFAULT.nativeTableSize));
    section.finish();
    return config;
  }
}
