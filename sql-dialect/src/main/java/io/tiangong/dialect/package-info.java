/** TgSQL: text and catalog in, {@link io.tiangong.dialect.plan.QueryPlan} out. */
@NullMarked
package io.tiangong.dialect;

import org.jspecify.annotations.NullMarked;
