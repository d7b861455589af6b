package io.tiangong.gateway.auth;

import java.time.Instant;

/**
 * A bearer token, of which only the digest is known.
 *
 * @param name what people call it
 * @param user whom its bearer is taken for
 * @param digest SHA-256 of its characters
 * @param expires when it is worth nothing any more; {@link Instant#MAX}: never
 */
public record Token(String name, String user, Digest digest, Instant expires) {}
