package io.tiangong.dialect.plan;

import io.tiangong.spi.Column;
import io.tiangong.spi.TableName;
import java.time.Duration;
import java.util.List;

/**
 * A valid join of two streams: {@code a LEFT [(GLOBAL)] INTERVAL … WINDOW [AND INTERVAL … DELAY]
 * JOIN b ON …}. Every row of the left side leaves exactly once, joined or not, at its time plus
 * window and delay.
 *
 * @param keys equal columns; at least one pair
 * @param window how far the right row's time may be from the left row's
 * @param delay how long is waited for late rows beyond the window; may be nothing
 * @param global whether rows of all partitions of the right side may join
 */
public record StreamJoin(
    Side left, Side right, List<Key> keys, Duration window, Duration delay, boolean global) {

  public StreamJoin {
    keys = List.copyOf(keys);
  }

  /**
   * A stream.
   *
   * @param alias its name in the statement
   * @param time the column that tells when a row happened
   */
  public record Side(TableName table, String alias, Column time) {}

  /** A column of the left side that equals one of the right side. */
  public record Key(Column left, Column right) {}
}
