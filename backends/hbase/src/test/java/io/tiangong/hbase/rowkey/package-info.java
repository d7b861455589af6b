/** Tests of row keys. */
package io.tiangong.hbase.rowkey;
