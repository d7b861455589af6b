/** What the demo's tables must answer, computed from the generator of their data. */
@NullMarked
package io.tiangong.loadtest.truth;

import org.jspecify.annotations.NullMarked;
