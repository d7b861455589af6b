package io.tiangong.loadtest.fleet;

import java.time.Duration;

/**
 * What happens to the bytes of a link.
 *
 * @param delay how much later each chunk arrives, in each direction
 * @param stalled whether nothing arrives until that is over
 * @param bytesPerSecond bound of each direction of each connection; 0: none
 * @param cut whether connections are reset and new ones refused
 */
public record Weather(Duration delay, boolean stalled, long bytesPerSecond, boolean cut) {

  public static final Weather FAIR = new Weather(Duration.ZERO, false, 0, false);

  public static Weather delayed(Duration by) {
    return new Weather(by, false, 0, false);
  }

  public static Weather stall() {
    return new Weather(Duration.ZERO, true, 0, false);
  }

  public static Weather throttled(long bytesPerSecond) {
    return new Weather(Duration.ZERO, false, bytesPerSecond, false);
  }

  public static Weather cutOff() {
    return new Weather(Duration.ZERO, false, 0, true);
  }
}
