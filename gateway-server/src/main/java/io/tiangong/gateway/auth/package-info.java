/** Who asks. */
@NullMarked
package io.tiangong.gateway.auth;

import org.jspecify.annotations.NullMarked;
