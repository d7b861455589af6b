/** The documentation of the clients, compiled and run. */
@NullMarked
package io.tiangong.jdbc.docs;

import org.jspecify.annotations.NullMarked;
