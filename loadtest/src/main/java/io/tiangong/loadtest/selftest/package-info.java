/** The generator measured alone, against a service that does nothing. */
@NullMarked
package io.tiangong.loadtest.selftest;

import org.jspecify.annotations.NullMarked;
