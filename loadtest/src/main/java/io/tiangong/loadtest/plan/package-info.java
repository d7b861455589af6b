/** What {@code bench plan} measures: the planner, stage by stage, without any server. */
@NullMarked
package io.tiangong.loadtest.plan;

import org.jspecify.annotations.NullMarked;
