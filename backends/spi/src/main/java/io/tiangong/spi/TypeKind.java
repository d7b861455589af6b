package io.tiangong.spi;

/** The families of TgSQL types that a source may deliver. */
public enum TypeKind {
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INTEGER,
  BIGINT,
  DECIMAL,
  FLOAT,
  DOUBLE,
  /** Unicode text; trailing spaces count; CHAR and TEXT are read as VARCHAR. */
  VARCHAR,
  VARBINARY,
  DATE,
  /** Time of day, microseconds. */
  TIME,
  /** Zone-less date and time, microseconds. */
  TIMESTAMP,
  /** An instant, microseconds since the epoch in UTC. */
  TIMESTAMP_LTZ,
  /** JSON text as {@link JsonText} has it, kept as it was written; it does not compare. */
  JSON;

  /** Whether values are whole numbers of at most 64 bits. */
  public boolean isInteger() {
    return this == TINYINT || this == SMALLINT || this == INTEGER || this == BIGINT;
  }
}
