package io.tiangong.client;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway is recognised, and how it recognises us.
 *
 * @param trust certificates (PEM) of authorities to trust; null: those of the JVM
 * @param certificate our own certificate chain (PEM), for gateways that want one
 * @param key the private key (PKCS 8, PEM) of the certificate; the two come together
 * @param hostName the name in the gateway's certificate, when it is not the one that we connect to
 */
public record Tls(
    @Nullable Path trust,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable String hostName) {

  public Tls {
    if ((certificate == null) != (key == null)) {
      throw ErrorCode.INVALID_PARAMETER.error(
          certificate == null
              ? "a client key needs its certificate, too"
              : "a client certificate needs its key, too");
    }
  }

  /** The authorities that the JVM trusts. */
  public static Tls system() {
    return new Tls(null, null, null, null);
  }

  /** The authorities of this file only. */
  public static Tls trusting(Path trust) {
    return new Tls(trust, null, null, null);
  }

  /** Shows a certificate of our own. */
  public Tls showing(Path ownCertificate, Path ownKey) {
    return new Tls(trust, ownCertificate, ownKey, hostName);
  }

  /** Expects this name in the gateway's certificate. */
  public Tls expecting(String name) {
    return new Tls(trust, certificate, key, name);
  }

  ChannelCredentials credentials() {
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    try {
      if (trust != null) {
        credentials.trustManager(trust.toFile());
      }
      if (certificate != null && key != null) {
        credentials.keyManager(certificate.toFile(), key.toFile());
      }
      return credentials.build();
    } catch (IOException e) {
      throw ErrorCode.INVALID_PARAMETER.error("can't read a TLS file: " + e.getMessage());
    }
  }
}
