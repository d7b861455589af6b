package io.tiangong.gateway.grpc;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.tiangong.gateway.config.TlsConfig;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the server proves itself with. The files of the certificate are looked at again and again; a
 * renewed pair is taken over for new connections, a broken one is not.
 *
 * @param directory what the configuration's paths are relative to
 * @param timer looks at the files
 */
public record ServerTls(
    @Nullable TlsConfig config, Path directory, ScheduledExecutorService timer) {

  private static final long RELOAD_SECONDS = 60;

  ServerCredentials credentials() {
    if (config == null) {
      return InsecureServerCredentials.create();
    }
    try {
      TlsServerCredentials.Builder tls = TlsServerCredentials.newBuilder().keyManager(keys(config));
      if (config.clientCa() != null) {
        tls.trustManager(file(config.clientCa()))
            .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
      }
      return tls.build();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new QueryException(
          ErrorCode.CONFIG_INVALID,
          "listen.tls can't be used ("
              + e.getMessage()
              + "); certificate "
              + file(config.certificate())
              + " and key "
              + file(config.key())
              + " must be PEM files that belong together, the key in PKCS #8",
          e);
    }
  }

  private AdvancedTlsX509KeyManager keys(TlsConfig tls)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = new FileInputStream(file(tls.certificate()))) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(pem).isEmpty()) {
        throw new IllegalArgumentException("there is no certificate");
      }
    }
    AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    keys.updateIdentityCredentials(
        file(tls.certificate()), file(tls.key()), RELOAD_SECONDS, TimeUnit.SECONDS, timer);
    return keys;
  }

  private File file(String path) {
    return directory.resolve(path).toFile();
  }
}
