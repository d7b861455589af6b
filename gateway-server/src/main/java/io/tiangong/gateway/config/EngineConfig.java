package io.tiangong.gateway.config;

/**
 * The embedded engine that combines answers and reads offline tables.
 *
 * @param memory its own memory; beyond it, it spills
 * @param threads its own threads
 * @param spillDirectory where it spills; empty: a temporary directory
 */
public record EngineConfig(DataSize memory, int threads, String spillDirectory) {

  public static final EngineConfig DEFAULT = new EngineConfig(DataSize.megabytes(192), 2, "");

  static EngineConfig read(Section section) {
    EngineConfig config =
        new EngineConfig(
            section.size("memory", DEFAULT.memory),
            section.integer("threads", DEFAULT.threads, 1, 1024),
            section.text("spill-directory", DEFAULT.spillDirectory));
    section.finish();
    return config;
  }
}
