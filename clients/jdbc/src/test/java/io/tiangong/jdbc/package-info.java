/** Tests of the driver against a scripted gateway and a real one. */
@NullMarked
package io.tiangong.jdbc;

import org.jspecify.annotations.NullMarked;
