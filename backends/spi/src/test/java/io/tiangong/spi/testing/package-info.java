/**
 * What other modules test with: an in-memory source and the contract that every backend inherits.
 */
@NullMarked
package io.tiangong.spi.testing;

import org.jspecify.annotations.NullMarked;
