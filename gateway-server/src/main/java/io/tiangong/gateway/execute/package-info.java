/** Runs the fragments of a plan and hands one to the other. */
@NullMarked
package io.tiangong.gateway.execute;

import org.jspecify.annotations.NullMarked;
