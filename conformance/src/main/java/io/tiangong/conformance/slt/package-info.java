/** Files of sqllogictest, run through the gateway. */
@NullMarked
package io.tiangong.conformance.slt;

import org.jspecify.annotations.NullMarked;
