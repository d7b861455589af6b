/** Cells: how the value of one column is laid out as bytes, by encoding and type. */
@NullMarked
package io.tiangong.hbase.cell;

import org.jspecify.annotations.NullMarked;
