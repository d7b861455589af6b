package io.tiangong.loadtest.fleet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Tables that lie beside the demo's.
 *
 * @param suffix of the directory of their data
 * @param catalog DDL by file name
 * @param loader fills them
 */
public record ExtraTables(String suffix, Map<String, String> catalog, Loader loader) {

  /** None. */
  public static final ExtraTables NONE = new ExtraTables("", Map.of(), (mariaDb, files) -> {});

  public ExtraTables {
    catalog = Map.copyOf(catalog);
  }

  /** Fills tables. */
  @FunctionalInterface
  public interface Loader {

    /** Called at each load of the demo's data. */
    void load(Connection mariaDb, Path parquetFiles) throws SQLException;
  }
}
