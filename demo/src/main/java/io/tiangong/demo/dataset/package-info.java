/** The seeded logistics data set: every row is computed from (seed, scale) and an index. */
@NullMarked
package io.tiangong.demo.dataset;

import org.jspecify.annotations.NullMarked;
