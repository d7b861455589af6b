/** A real HBase of one process for the demo, the tests and the load test; never for production. */
@NullMarked
package io.tiangong.embedded.hbase;

import org.jspecify.annotations.NullMarked;
