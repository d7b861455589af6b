/**
 * The HBase source: tables over row keys and cells, read by gets and scans.
 *
 * <p>{@link io.tiangong.hbase.HBaseSource} is the entry; {@link io.tiangong.hbase.HBaseTableWriter}
 * fills tables for loaders and feeders.
 */
@NullMarked
package io.tiangong.hbase;

import org.jspecify.annotations.NullMarked;
