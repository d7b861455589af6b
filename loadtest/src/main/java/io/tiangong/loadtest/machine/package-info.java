/** What the operating system says about processes and load. */
@NullMarked
package io.tiangong.loadtest.machine;

import org.jspecify.annotations.NullMarked;
