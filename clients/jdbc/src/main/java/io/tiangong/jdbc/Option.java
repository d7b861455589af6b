package io.tiangong.jdbc;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** What a URL or a property may say; the names are those of the constants in {@code camelCase}. */
enum Option {
  USER("user", "who asks; with password"),
  PASSWORD("password", "the user's password"),
  TOKEN("token", "a bearer token, instead of user and password"),
  ACCOUNT("account", "the account to charge; the user's own unless set"),
  LANE("lane", "the lane wished for"),
  SCHEMA("schema", "where names without a schema are looked up first; also the URL's path"),
  TLS("tls", "true or false; true when another tls option or a certificate is given"),
  TRUST_CERTIFICATE("trustCertificate", "PEM file of authorities to trust; the JVM's unless set"),
  CLIENT_CERTIFICATE("clientCertificate", "PEM file of our own certificate; with clientKey"),
  CLIENT_KEY("clientKey", "PEM file (PKCS 8) of the certificate's key"),
  TLS_HOST_NAME("tlsHostName", "the name in the gateway's certificate, if not the host's"),
  TIMEOUT("timeout", "of queries without setQueryTimeout: 500ms, 30s, 5m; 0: none (5m)"),
  CONNECT_TIMEOUT("connectTimeout", "of connecting (10s)"),
  FETCH_SIZE("fetchSize", "rows to hold ahead of the reader; 0: one message (0)"),
  ATTEMPTS("attempts", "calls of a query whose failures are retryable (4)"),
  MAX_IN_FLIGHT_BYTES("maxInFlightBytes", "how much of an answer may be here: 64MB"),
  APPLICATION_NAME("applicationName", "the name that the gateway logs (tiangong-jdbc)");

  private static final int FAR = 4;

  private final String key;
  private final String description;

  Option(String key, String description) {
    this.key = key;
    this.description = description;
  }

  String key() {
    return key;
  }

  String description() {
    return description;
  }

  static Optional<Option> named(String key) {
    return Arrays.stream(values()).filter(option -> option.key.equals(key)).findFirst();
  }

  /** The option that was meant by a misspelt name, if one is near. */
  static Optional<Option> nearest(String key) {
    return Arrays.stream(values())
        .filter(option -> distance(option.key, key) < FAR)
        .min(Comparator.comparingInt(option -> distance(option.key, key)));
  }

  /** Edits of single characters, whatever their case. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int cost = Math.min(diagonal + (same ? 0 : 1), Math.min(row[j], row[j - 1]) + 1);
        diagonal = row[j];
        row[j] = cost;
      }
    }
    return row[b.length()];
  }
}
