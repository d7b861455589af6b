package io.tiangong.loadtest.scenario;

/**
 * Requests per second.
 *
 * @param ofCapacity whether the number is a multiple of the capacity that is measured first
 */
public record Rate(double number, boolean ofCapacity) {

  /** In requests per second, when the capacity is known. */
  public double perSecond(double capacity) {
    return ofCapacity ? number * capacity : number;
  }

  @Override
  public String toString() {
    return number + (ofCapacity ? "x" : "/s");
  }
}
