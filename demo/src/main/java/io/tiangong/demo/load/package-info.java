/** Fills HBase, MariaDB and the Parquet files from a {@link io.tiangong.demo.dataset.Dataset}. */
@NullMarked
package io.tiangong.demo.load;

import org.jspecify.annotations.NullMarked;
