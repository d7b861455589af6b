/** Real database servers, started locally for the demo, the tests and the load test. */
@NullMarked
package io.tiangong.embedded;

import org.jspecify.annotations.NullMarked;
