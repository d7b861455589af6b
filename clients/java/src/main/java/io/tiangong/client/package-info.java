/**
 * The Java client of Tiangong: TgSQL over gRPC, answers read row by row from protobuf columns.
 *
 * <p>Start at {@link io.tiangong.client.TiangongClient}. Depends on the generated protocol and gRPC
 * alone.
 */
@NullMarked
package io.tiangong.client;

import org.jspecify.annotations.NullMarked;
