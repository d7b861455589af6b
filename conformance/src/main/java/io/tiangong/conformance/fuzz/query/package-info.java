/** Queries as trees that can be rendered, reduced and looked into. */
@NullMarked
package io.tiangong.conformance.fuzz.query;

import org.jspecify.annotations.NullMarked;
