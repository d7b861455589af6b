package io.tiangong.gateway.auth;

import java.time.Duration;

/**
 * How callers are known.
 *
 * @param anonymous whether callers without credentials are served, too
 * @param sessionLife how long a session token is worth something
 * @param sessionKey signs session tokens; gateways with the same key know each other's
 */
public record AuthSettings(boolean anonymous, Duration sessionLife, String sessionKey) {}
