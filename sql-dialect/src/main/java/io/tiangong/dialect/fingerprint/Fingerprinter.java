package io.tiangong.dialect.fingerprint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiangong.dialect.parser.TgSqlParser;
import io.tiangong.spi.Value;
import java.util.List;
import java.util.Set;

/**
 * Lifts literals out of statements, so that texts that differ in them only share a plan.
 *
 * <p>Conservative: a literal is lifted where it is compared in a WHERE or ON clause and can't
 * change the shape of a plan; everything else stays in the key. Remembers the texts it saw.
 * Thread-safe.
 */
public final class Fingerprinter {

  private static final int LONGEST_REMEMBERED = 1 << 16;

  private final Cache<String, Shape> shapes;
  private final Set<String> reserved = TgSqlParser.reservedWords();

  /**
   * @param bytes bound of what is remembered
   */
  public Fingerprinter(long bytes) {
    this.shapes =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(bytes)
            .weigher((String text, Shape shape) -> shape.bytes(text))
            .build();
  }

  /** Never fails: a text that can't be read is its own fingerprint. */
  public Fingerprint of(String sql, List<Value> parameters) {
    Shape shape = shapes.getIfPresent(sql);
    if (shape == null) {
      shape = new ShapeReader(sql, reserved).read();
      if (sql.length() <= LONGEST_REMEMBERED) {
        shapes.put(sql, shape);
      }
    }
    return shape.with(sql, parameters);
  }
}
