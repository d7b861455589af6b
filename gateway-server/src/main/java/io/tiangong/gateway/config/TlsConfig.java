package io.tiangong.gateway.config;

import io.tiangong.config.Section;
import org.jspecify.annotations.Nullable;

/**
 * The files of TLS; all in PEM, relative to the configuration file.
 *
 * @param certificate the chain, the server's own first
 * @param key its private key, PKCS #8
 * @param clientCa whose certificates clients must show; null: they show none
 */
public record TlsConfig(String certificate, String key, @Nullable String clientCa) {

  /** Null when the section says nothing. */
  static @Nullable TlsConfig read(Section section) {
    String certificate = section.text("certificate", "");
    String key = section.text("key", "");
    String clientCa = section.text("client-ca", "");
    section.finish();
    if (certificate.isEmpty() && key.isEmpty() && clientCa.isEmpty()) {
      return null;
    }
    section.require("certificate", certificate, "the file of the server's certificate");
    section.require("key", key, "the file of the certificate's private key");
    return new TlsConfig(certificate, key, clientCa.isEmpty() ? null : clientCa);
  }
}
