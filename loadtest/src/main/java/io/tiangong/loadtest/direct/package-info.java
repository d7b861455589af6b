/** The sources without a gateway. */
@NullMarked
package io.tiangong.loadtest.direct;

import org.jspecify.annotations.NullMarked;
