/** Arrow Flight SQL: the door for JDBC, ADBC and everything else that speaks it. */
@NullMarked
package io.tiangong.gateway.flight;

import org.jspecify.annotations.NullMarked;
