package io.tiangong.spi;

import java.util.List;

/** One request to one source; symbolic in its parameters, so it is planned once and run often. */
public sealed interface SourceRequest permits Scan, SqlRequest {
  /** The answer's columns, in order. Batches carry exactly these types. */
  List<Column> output();
}
