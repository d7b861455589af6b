/** TPC-H with its tables spread over the three kinds of sources. */
@NullMarked
package io.tiangong.conformance.tpch;

import org.jspecify.annotations.NullMarked;
