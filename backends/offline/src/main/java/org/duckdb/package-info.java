/** A door into the driver's package for the one call that it does not export. */
@NullMarked
package org.duckdb;

import org.jspecify.annotations.NullMarked;
