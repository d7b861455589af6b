/**
 * Row keys: how a table's key columns are laid out as bytes that sort as the values do.
 *
 * <p>Knows nothing of the HBase client, so writers and readers of any kind can share it. {@link
 * io.tiangong.hbase.rowkey.RowKeyParser} reads the {@code row-key} option.
 */
@NullMarked
package io.tiangong.hbase.rowkey;

import org.jspecify.annotations.NullMarked;
