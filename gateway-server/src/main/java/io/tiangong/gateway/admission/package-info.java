/** Whether a query may run now: decisions, and the permits that they grant. */
@NullMarked
package io.tiangong.gateway.admission;

import org.jspecify.annotations.NullMarked;
