/** Tests of the HBase source. */
package io.tiangong.hbase;
