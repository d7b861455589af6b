package io.tiangong.jdbc;

import io.tiangong.client.PreparedShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Shapes of the statements that a connection prepared lately, so that preparing one again asks
 * nobody. One is forgotten when its statement fails: the catalog may have changed.
 */
final class PreparedShapes {

  private static final int MOST = 128;

  private final Map<String, PreparedShape> shapes =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedShape> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<PreparedShape> find(String schema, String sql) {
    return Optional.ofNullable(shapes.get(key(schema, sql)));
  }

  synchronized void keep(String schema, String sql, PreparedShape shape) {
    shapes.put(key(schema, sql), shape);
  }

  synchronized void forget(String schema, String sql) {
    shapes.remove(key(schema, sql));
  }

  private static String key(String schema, String sql) {
    return schema + "\n" + sql;
  }
}
