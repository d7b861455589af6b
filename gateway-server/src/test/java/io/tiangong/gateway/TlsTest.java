package io.tiangong.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import io.tiangong.client.testing.SelfSigned;
import io.tiangong.spi.testing.InMemorySource;
import io.tiangong.v1.CatalogServiceGrpc;
import io.tiangong.v1.GetServerInfoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {

  private static final String DDL = "CREATE SOURCE a WITH ('type' = 'memory');";

  @TempDir private Path directory;
  private SelfSigned server;

  @BeforeEach
  void makeCertificates() throws Exception {
    server = SelfSigned.in(directory, "server");
  }

  @Test
  void bothDoorsAreReachedOverTls() throws Exception {
    try (MemoryGateway gateway = start("certificate: server.pem, key: server.key")) {
      assertThat(account(gateway, server, null)).isEqualTo("anonymous");
      Properties properties = new Properties();
      properties.put("tlsRootCerts", server.certificate().toString());
      try (Connection connection =
              DriverManager.getConnection(
                  "jdbc:arrow-flight-sql://localhost:" + gateway.port(), properties);
          ResultSet rows = connection.createStatement().executeQuery("SELECT 1 + 1")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
    }
  }

  @Test
  void clientsWithoutTlsOrWithAnotherCaGetNothing() throws Exception {
    SelfSigned other = SelfSigned.in(directory, "other");
    try (MemoryGateway gateway = start("certificate: server.pem, key: server.key")) {
      assertThatThrownBy(() -> account(gateway, other, null))
          .isInstanceOf(StatusRuntimeException.class);
      ManagedChannel plain = gateway.channel();
      assertThatThrownBy(() -> account(plain)).isInstanceOf(StatusRuntimeException.class);
      plain.shutdownNow();
    }
  }

  @Test
  void clientsShowCertificatesWhereThatIsAsked() throws Exception {
    SelfSigned client = SelfSigned.in(directory, "client");
    try (MemoryGateway gateway =
        start("certificate: server.pem, key: server.key, client-ca: client.pem")) {
      assertThat(account(gateway, server, client)).isEqualTo("anonymous");
      assertThatThrownBy(() -> account(gateway, server, null))
          .isInstanceOf(StatusRuntimeException.class);
    }
  }

  @Test
  void filesThatAreNoCertificateAreNamed() throws Exception {
    Files.writeString(directory.resolve("empty.pem"), "");
    assertThatThrownBy(() -> start("certificate: empty.pem, key: server.key"))
        .hasMessageContaining("CONFIG_INVALID")
        .hasMessageContaining("empty.pem");
    assertThatThrownBy(() -> start("certificate: server.pem, key: none.key"))
        .hasMessageContaining("CONFIG_INVALID")
        .hasMessageContaining("none.key");
  }

  private MemoryGateway start(String tls) throws IOException {
    return MemoryGateway.start(
        directory,
        DDL,
        Map.of("a", new InMemorySource("a")),
        "listen: {port: 0, tls: {" + tls + "}}");
  }

  private static String account(
      MemoryGateway gateway, SelfSigned trusted, @org.jspecify.annotations.Nullable SelfSigned own)
      throws IOException {
    SslContextBuilder tls =
        GrpcSslContexts.forClient().trustManager(trusted.certificate().toFile());
    if (own != null) {
      tls.keyManager(own.certificate().toFile(), own.key().toFile());
    }
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.port()).sslContext(tls.build()).build();
    try {
      return account(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private static String account(ManagedChannel channel) {
    return CatalogServiceGrpc.newBlockingStub(channel)
        .getServerInfo(GetServerInfoRequest.getDefaultInstance())
        .getAccount();
  }
}
