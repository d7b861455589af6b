/** Answers of different engines in one form, and whether they are the same. */
@NullMarked
package io.tiangong.conformance.answer;

import org.jspecify.annotations.NullMarked;
