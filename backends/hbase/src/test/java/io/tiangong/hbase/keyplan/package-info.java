/** Tests of key planning. */
package io.tiangong.hbase.keyplan;
