package io.tiangong.gateway;

import io.tiangong.gateway.config.EngineConfig;
import io.tiangong.hbase.HBaseSource;
import io.tiangong.mysql.MySqlSource;
import io.tiangong.offline.DuckDbEngine;
import io.tiangong.offline.EngineSettings;
import io.tiangong.offline.OfflineSource;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceDefinition;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What sources are made of.
 *
 * @param engine the engine that combines answers and reads offline tables
 * @param types makers of sources, by what CREATE SOURCE calls their type
 * @param close frees the engine, after all sources are closed
 */
record Backends(
    Source engine, Map<String, Function<SourceDefinition, Source>> types, Runnable close) {

  Backends {
    types = Map.copyOf(types);
  }

  /** The concrete ones; nothing else names them. */
  static Backends real(EngineConfig config) {
    String spill = config.spillDirectory();
    DuckDbEngine engine =
        new DuckDbEngine(
            new EngineSettings(
                config.memory().bytes(),
                config.threads(),
                Path.of(spill.isEmpty() ? System.getProperty("java.io.tmpdir") : spill),
                config.connections(),
                config.nativeTableSize().bytes()));
    return new Backends(
        engine.engineSource(),
        Map.of(
            "hbase", HBaseSource::new,
            "mysql", MySqlSource::new,
            "offline", definition -> new OfflineSource(definition, engine)),
        engine::close);
  }

  Source open(SourceDefinition definition) {
    Function<SourceDefinition, Source> type = types.get(definition.type());
    if (type == null) {
      throw new QueryException(
          ErrorCode.CATALOG_INVALID,
          "source "
              + definition.name()
              + ": unknown type '"
              + definition.type()
              + "'; known: "
              + String.join(", ", new TreeSet<>(types.keySet())));
    }
    return type.apply(definition);
  }
}
