package io.tiangong.gateway.admission;

/** Where a query waits and runs, by its expected weight. */
public enum Lane {
  FAST,
  STANDARD,
  /** Parked until resources suffice. */
  HEAVY
}
