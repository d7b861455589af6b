package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Metadata;
import io.grpc.TlsServerCredentials;
import io.tiangong.client.testing.LoopbackGateway;
import io.tiangong.client.testing.ScriptedAnswer;
import io.tiangong.client.testing.SelfSigned;
import io.tiangong.v1.PrepareResponse;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectingTest {

  private static final String SQL = "SELECT n FROM t";

  @TempDir private Path files;

  @Test
  void identityAccountLaneTraceAndSchemaTravelWithEachCall() throws Exception {
    AtomicInteger trace = new AtomicInteger();
    try (LoopbackGateway gateway = gateway();
        TiangongClient client =
            TiangongClient.builder(gateway.target())
                .credentials(Credentials.password("ann", "s3cret"))
                .account("bi")
                .lane("heavy")
                .schema("kpi")
                .headers(() -> Map.of("traceparent", "00-" + trace.incrementAndGet()))
                .build()) {
      assertThat(numbers(client)).isEqualTo(1);
      client.catalog().schemas();
      assertThat(gateway.requests.take().getSchema()).isEqualTo("kpi");
      for (int call = 1; call <= 2; call++) {
        Metadata headers = gateway.headers.take();
        assertThat(header(headers, "authorization")).isEqualTo("Basic YW5uOnMzY3JldA==");
        assertThat(header(headers, "tiangong-account")).isEqualTo("bi");
        assertThat(header(headers, "tiangong-lane")).isEqualTo("heavy");
        assertThat(header(headers, "traceparent")).isEqualTo("00-" + call);
      }
    }
  }

  @Test
  void tokensAreAskedForAnewAndWrongOnesRefused() throws Exception {
    AtomicInteger tokens = new AtomicInteger();
    try (LoopbackGateway gateway = gateway().wanting("Bearer t2");
        TiangongClient client =
            TiangongClient.builder(gateway.target())
                .credentials(Credentials.token(() -> "t" + tokens.incrementAndGet()))
                .build()) {
      assertThat(catchThrowableOfType(TiangongException.class, () -> numbers(client)))
          .returns("UNAUTHENTICATED", TiangongException::code)
          .returns("28000", TiangongException::sqlState);
      assertThat(numbers(client)).isEqualTo(1);
    }
  }

  @Test
  void credentialsThatCantBeSentAreRefused() {
    assertThatThrownBy(() -> Credentials.password("a:b", "x")).hasMessageContaining("colon");
    assertThatThrownBy(() -> Credentials.token("two words")).hasMessageContaining("ASCII");
  }

  @Test
  void preparedStatementTellsItsShape() throws Exception {
    try (LoopbackGateway gateway = gateway();
        TiangongClient client = TiangongClient.connect(gateway.target())) {
      Type text = Type.newBuilder().setKind(TypeKind.TYPE_KIND_VARCHAR).build();
      gateway.prepares(SQL, PrepareResponse.newBuilder().addParameterTypes(text).build());
      assertThat(client.prepare(SQL).parameters())
          .containsExactly(new Parameter(io.tiangong.client.TypeKind.VARCHAR, 0, 0, false));
    }
  }

  @Test
  void severalGatewaysShareTheQueriesAndThoseThatAreGoneArePassedOver() throws Exception {
    try (LoopbackGateway one = gateway();
        LoopbackGateway two = gateway();
        TiangongClient client =
            TiangongClient.connect(one.target() + "," + two.target() + ",no.such.host.invalid")) {
      while (one.requests.isEmpty() || two.requests.isEmpty()) {
        numbers(client);
      }
      one.kill();
      int before = two.requests.size();
      for (int i = 0; i < 20; i++) {
        assertThat(numbers(client)).isEqualTo(1);
      }
      assertThat(two.requests.size()).isEqualTo(before + 20);
    }
  }

  @Test
  void hostsThatNobodyKnowsAreNamed() {
    String target = "no.such.host.invalid:1,nor.this.invalid:1";
    try (TiangongClient client = TiangongClient.connect(target)) {
      assertThat(catchThrowableOfType(TiangongException.class, () -> numbers(client)))
          .hasMessageContaining("unknown host no.such.host.invalid, nor.this.invalid")
          .returns("GATEWAY_UNAVAILABLE", TiangongException::code);
    }
  }

  @Test
  void singleHostThatNobodyKnowsIsNamed() {
    try (TiangongClient client = TiangongClient.connect("no.such.host.invalid:1")) {
      assertThat(catchThrowableOfType(TiangongException.class, () -> numbers(client)).text())
          .isEqualTo(
              "no gateway answers at no.such.host.invalid:1 (unknown host no.such.host.invalid);"
                  + " is it running?");
    }
  }

  @Test
  void badListsOfAddressesAreRefused() {
    for (String target : new String[] {"a:1,", "a:1,b:x", "a:1,b:70000", "a:1,::1", "a b,c"}) {
      assertThatThrownBy(() -> TiangongClient.connect(target))
          .as(target)
          .isInstanceOf(TiangongException.class)
          .hasMessageContaining("is not an address; give host:port");
    }
    assertThat(GatewayAddress.list("[::1]:7, b"))
        .containsExactly(new GatewayAddress("::1", 7), new GatewayAddress("b", 9090));
  }

  @Test
  void trustedGatewayIsSpokenToByTls() throws Exception {
    SelfSigned server = SelfSigned.in(files, "server");
    try (LoopbackGateway gateway = tlsGateway(server);
        TiangongClient client =
            TiangongClient.builder(gateway.target())
                .tls(Tls.trusting(server.certificate()))
                .build();
        TiangongClient listed =
            TiangongClient.builder(gateway.target() + ",localhost:" + gateway.port())
                .tls(Tls.trusting(server.certificate()))
                .build()) {
      assertThat(numbers(client)).isEqualTo(1);
      assertThat(numbers(listed)).isEqualTo(1);
    }
  }

  @Test
  void strangersAndPlaintextAreRefusedByName() throws Exception {
    SelfSigned server = SelfSigned.in(files, "server");
    SelfSigned stranger = SelfSigned.in(files, "stranger");
    try (LoopbackGateway gateway = tlsGateway(server);
        TiangongClient client =
            TiangongClient.builder(gateway.target())
                .tls(Tls.trusting(stranger.certificate()))
                .build();
        TiangongClient plain = TiangongClient.connect(gateway.target())) {
      for (TiangongClient wrong : new TiangongClient[] {client, plain}) {
        assertThat(catchThrowableOfType(TiangongException.class, () -> numbers(wrong)))
            .returns("GATEWAY_UNAVAILABLE", TiangongException::code);
      }
    }
  }

  @Test
  void halfATlsConfigurationIsRefused() {
    Path file = Path.of("x.pem");
    assertThatThrownBy(() -> new Tls(null, file, null, null))
        .hasMessage("INVALID_PARAMETER: a client certificate needs its key, too");
    assertThatThrownBy(() -> new Tls(null, null, file, null))
        .hasMessage("INVALID_PARAMETER: a client key needs its certificate, too");
    assertThatThrownBy(
            () -> TiangongClient.builder("a:1").tls(Tls.trusting(Path.of("/no/such.pem"))).build())
        .hasMessageStartingWith("INVALID_PARAMETER: can't read a TLS file: /no/such.pem");
  }

  private static LoopbackGateway gateway() throws Exception {
    return answering(new LoopbackGateway());
  }

  private static LoopbackGateway tlsGateway(SelfSigned server) throws Exception {
    return answering(
        new LoopbackGateway(
            0, TlsServerCredentials.create(server.certificate().toFile(), server.key().toFile())));
  }

  private static LoopbackGateway answering(LoopbackGateway gateway) {
    return gateway.answers(
        SQL, new ScriptedAnswer().column("n", TypeKind.TYPE_KIND_BIGINT).row(1L));
  }

  private static long numbers(TiangongClient client) {
    return client.queryList(SQL, row -> row.getLong(0)).get(0);
  }

  private static String header(Metadata headers, String name) {
    return headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
  }
}
