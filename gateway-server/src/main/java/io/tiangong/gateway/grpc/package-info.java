/** The protocol: requests in, answers and errors out. Nothing else knows gRPC or protobuf. */
@NullMarked
package io.tiangong.gateway.grpc;

import org.jspecify.annotations.NullMarked;
