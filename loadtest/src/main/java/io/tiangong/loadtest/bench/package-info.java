/** Closed-loop measurements: scenarios, interleaved rounds, medians, verdicts. */
@NullMarked
package io.tiangong.loadtest.bench;

import org.jspecify.annotations.NullMarked;
