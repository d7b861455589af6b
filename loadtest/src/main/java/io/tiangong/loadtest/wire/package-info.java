/** gRPC connections for load. */
@NullMarked
package io.tiangong.loadtest.wire;

import org.jspecify.annotations.NullMarked;
