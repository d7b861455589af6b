/** Queries with answers that are computed from the generator, never through the gateway. */
@NullMarked
package io.tiangong.demo.check;

import org.jspecify.annotations.NullMarked;
