/** Tests of cells. */
package io.tiangong.hbase.cell;
