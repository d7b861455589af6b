package io.tiangong.spi;

/** Whose fault an error is. */
public enum ErrorKind {
  USER,
  RESOURCE,
  SOURCE,
  INTERNAL
}
