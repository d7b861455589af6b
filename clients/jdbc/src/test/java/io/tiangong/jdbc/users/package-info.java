/** Programs that use JDBC drivers, each with ours against a real gateway. */
@NullMarked
package io.tiangong.jdbc.users;

import org.jspecify.annotations.NullMarked;
