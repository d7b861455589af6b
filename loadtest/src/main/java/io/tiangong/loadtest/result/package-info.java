/** What a run found: figures, thresholds, JSON, the report, comparisons, sizes. */
@NullMarked
package io.tiangong.loadtest.result;

import org.jspecify.annotations.NullMarked;
