package io.tiangong.gateway.grpc;

import io.grpc.ServerServiceDefinition;

/**
 * One service of the server.
 *
 * @param service its methods, with what each call of them needs
 */
public record Door(ServerServiceDefinition service) {}
