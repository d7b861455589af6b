package io.tiangong.loadtest.engine;

/** How arrivals lie within their rate. */
public enum Spacing {
  /** At random, as those of many independent callers do. */
  POISSON,
  /** At equal distances. */
  CONSTANT
}
