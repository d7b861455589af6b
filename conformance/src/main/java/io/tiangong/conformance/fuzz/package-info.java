/** The placement oracle: random queries that must have one answer wherever their tables lie. */
@NullMarked
package io.tiangong.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
