/** What {@code bench serve} measures: the gateway over the demo's data, and its floors. */
@NullMarked
package io.tiangong.loadtest.serve;

import org.jspecify.annotations.NullMarked;
