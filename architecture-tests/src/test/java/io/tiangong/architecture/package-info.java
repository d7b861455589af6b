/** The rules of the house as tests: who may import whom, names, cycles, nulls. */
@NullMarked
package io.tiangong.architecture;

import org.jspecify.annotations.NullMarked;
