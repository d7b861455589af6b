/** The doors that load goes through. */
@NullMarked
package io.tiangong.loadtest.door;

import org.jspecify.annotations.NullMarked;
