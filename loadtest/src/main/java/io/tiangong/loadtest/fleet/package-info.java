/** The servers that a run starts for itself, and what goes wrong with them. */
@NullMarked
package io.tiangong.loadtest.fleet;

import org.jspecify.annotations.NullMarked;
