package io.tiangong.client;

/** Whose fault an error is. */
public enum ErrorKind {
  /** The caller can mend it. */
  USER,
  /** A limit was reached, or the gateway can't take the request now. */
  RESOURCE,
  /** A source failed. */
  SOURCE,
  /** A bug of the gateway or of something between it and this client. */
  INTERNAL
}
