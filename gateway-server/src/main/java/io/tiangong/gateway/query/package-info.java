/** The walk of a query, from its arrival to its account. */
@NullMarked
package io.tiangong.gateway.query;

import org.jspecify.annotations.NullMarked;
