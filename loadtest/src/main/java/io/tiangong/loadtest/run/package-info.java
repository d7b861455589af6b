/** Running a scenario: servers, load, faults, verdict. */
@NullMarked
package io.tiangong.loadtest.run;

import org.jspecify.annotations.NullMarked;
