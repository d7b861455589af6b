package io.tiangong.gateway.routing;

import io.tiangong.spi.Source;

/**
 * The choice for one fragment.
 *
 * @param source where it is sent
 * @param replica the replica's name, such as {@code primary}
 */
public record Route(Source source, String replica) {}
