/**
 * The contract of a source: what a backend is asked, what it answers, and how a fault is told.
 *
 * <p>Depends on the JDK and Arrow vectors only; see {@link io.tiangong.spi.Source} for the three
 * calls.
 */
@NullMarked
package io.tiangong.spi;

import org.jspecify.annotations.NullMarked;
