package io.tiangong.client;

import io.grpc.Metadata;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The metadata of calls: who calls, on whose account, in which lane, within which trace.
 *
 * @param more asked once per query on the caller's thread, such as for "traceparent"
 */
record CallHeaders(
    Credentials credentials, String account, String lane, Supplier<Map<String, String>> more) {

  private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
  private static final Metadata.Key<String> ACCOUNT = key("tiangong-account");
  private static final Metadata.Key<String> LANE = key("tiangong-lane");

  /** Headers for one call. */
  Metadata metadata() {
    Metadata metadata = new Metadata();
    String proof = credentials.header();
    if (proof != null) {
      metadata.put(AUTHORIZATION, proof);
    }
    if (!account.isEmpty()) {
      metadata.put(ACCOUNT, account);
    }
    if (!lane.isEmpty()) {
      metadata.put(LANE, lane);
    }
    more.get().forEach((name, value) -> metadata.put(key(name), value));
    return metadata;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
