/** What is remembered of finished queries: the query log and counters. */
@NullMarked
package io.tiangong.gateway.metrics;

import org.jspecify.annotations.NullMarked;
