/** The requests of a scenario: which query, to whom, with which parameters. */
@NullMarked
package io.tiangong.loadtest.mix;

import org.jspecify.annotations.NullMarked;
