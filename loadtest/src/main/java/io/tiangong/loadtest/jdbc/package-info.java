/**
 * {@code bench jdbc}: the JDBC driver and Flight SQL beside DuckDB's own driver on the same file.
 */
@NullMarked
package io.tiangong.loadtest.jdbc;

import org.jspecify.annotations.NullMarked;
