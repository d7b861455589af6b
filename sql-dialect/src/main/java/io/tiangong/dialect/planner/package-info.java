/** From text to plan: validate, convert, optimise in fixed phases, cut into fragments. */
@NullMarked
package io.tiangong.dialect.planner;

import org.jspecify.annotations.NullMarked;
