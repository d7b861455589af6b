/** The embedded DuckDB: the engine that combines fragments, and the offline tables it reads. */
@NullMarked
package io.tiangong.offline;

import org.jspecify.annotations.NullMarked;
