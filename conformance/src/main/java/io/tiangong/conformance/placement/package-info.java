/** The same tables in MariaDB, in Parquet and in HBase, and a gateway over them. */
@NullMarked
package io.tiangong.conformance.placement;

import org.jspecify.annotations.NullMarked;
