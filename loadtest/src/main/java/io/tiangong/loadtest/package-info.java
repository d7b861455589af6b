/** Benchmarks of the gateway beside their floors, from the command line. */
@NullMarked
package io.tiangong.loadtest;

import org.jspecify.annotations.NullMarked;
