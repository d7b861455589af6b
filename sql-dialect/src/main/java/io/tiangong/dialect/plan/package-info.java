/** The plan of a query, in terms of the SPI only: what the pipeline executes. */
@NullMarked
package io.tiangong.dialect.plan;

import org.jspecify.annotations.NullMarked;
