/** Which replica of a source serves a fragment. */
@NullMarked
package io.tiangong.gateway.routing;

import org.jspecify.annotations.NullMarked;
