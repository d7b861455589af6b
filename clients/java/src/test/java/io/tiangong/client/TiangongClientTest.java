package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TiangongClientTest {

  private FakeGateway gateway;
  private TiangongClient client;

  @BeforeEach
  void start() throws Exception {
    gateway = new FakeGateway();
    client = gateway.client();
  }

  @AfterEach
  void nothingStaysOpen() throws Exception {
    client.close();
    gateway.close();
  }

  @Test
  void limitsAndNameTravelWithTheQuery() throws Exception {
    gateway.answers(Answers.oneOrder(1, "PAID"));
    Query query = Query.of("SELECT ?", 7L).withId("mine").truncatedTo(10);
    try (QueryResult result = client.query(query)) {
      assertThat(result.next()).isTrue();
    }
    ExecuteRequest sent = gateway.requests.take();
    assertThat(sent.getQueryId()).isEqualTo("mine");
    assertThat(sent.getMaxRows()).isEqualTo(10);
    assertThat(sent.getTruncate()).isTrue();
    assertThat(sent.getParameters(0).getInt64Value()).isEqualTo(7);
  }

  @Test
  void gatewayErrorKeepsAllItsFacts() {
    gateway.fails(
        Status.INVALID_ARGUMENT,
        ErrorInfo.newBuilder()
            .setCode("COLUMN_NOT_FOUND")
            .setNumber(1003)
            .setKind(io.tiangong.v1.ErrorKind.ERROR_KIND_USER)
            .setSqlState("42703")
            .setMessage("no column dome in rt.fulfilment")
            .setRetryDelayMillis(20)
            .setQueryId("q-7")
            .setPosition(io.tiangong.v1.TextPosition.newBuilder().setLine(1).setColumn(8))
            .putFacts("nearest", "done")
            .build());
    TiangongException error = failure("SELECT dome FROM rt.fulfilment");
    assertThat(error)
        .hasMessage("COLUMN_NOT_FOUND at 1:8: no column dome in rt.fulfilment")
        .returns(1003, TiangongException::number)
        .returns(ErrorKind.USER, TiangongException::kind)
        .returns("42703", TiangongException::sqlState)
        .returns(false, TiangongException::retryable)
        .returns(Duration.ofMillis(20), TiangongException::retryDelay)
        .returns("q-7", TiangongException::queryId)
        .returns("no column dome in rt.fulfilment", TiangongException::text)
        .returns(Map.of("nearest", "done"), TiangongException::facts);
    assertThat(error.position()).contains(new TextPosition(1, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, GATEWAY_UNAVAILABLE, true, RESOURCE",
    "DEADLINE_EXCEEDED, DEADLINE_EXCEEDED, false, USER",
    "CANCELLED, GATEWAY_UNAVAILABLE, true, RESOURCE",
    "RESOURCE_EXHAUSTED, MEMORY_LIMIT_EXCEEDED, false, RESOURCE",
    "UNIMPLEMENTED, NOT_SUPPORTED, false, USER",
    "UNAUTHENTICATED, UNAUTHENTICATED, false, USER",
    "PERMISSION_DENIED, PERMISSION_DENIED, false, USER",
    "INVALID_ARGUMENT, INVALID_REQUEST, false, USER",
    "UNKNOWN, INTERNAL, false, INTERNAL",
  })
  void plainGrpcFailureBecomesATypedError(
      Status.Code status, String code, boolean retryable, ErrorKind kind) {
    gateway.runs(out -> out.onError(status.toStatus().withDescription("why").asException()));
    assertThat(failure("SELECT 1"))
        .hasMessageContaining("why")
        .returns(code, TiangongException::code)
        .returns(retryable, TiangongException::retryable)
        .returns(kind, TiangongException::kind);
  }

  @Test
  void unreadableErrorDetailsAreAnErrorOfTheProtocol() {
    io.grpc.Metadata trailers = new io.grpc.Metadata();
    trailers.put(
        io.grpc.Metadata.Key.of("tiangong-error-bin", io.grpc.Metadata.BINARY_BYTE_MARSHALLER),
        new byte[] {1, 2, 3});
    gateway.runs(out -> out.onError(Status.INTERNAL.asException(trailers)));
    assertThat(failure("SELECT 1").code()).isEqualTo("PROTOCOL_VIOLATION");
  }

  @Test
  void errorAfterRowsReachesTheReader() {
    gateway.runs(
        out -> {
          out.onNext(
              ExecuteResponse.newBuilder()
                  .setHeader(
                      Answers.header(
                          Answers.column("n", io.tiangong.v1.TypeKind.TYPE_KIND_BIGINT, 0, 0)))
                  .setBatch(Answers.longs(0, 2))
                  .build());
          out.onError(Status.UNAVAILABLE.asException());
        });
    assertThat(failure("SELECT n FROM t"))
        .returns("GATEWAY_UNAVAILABLE", TiangongException::code)
        .returns("q-1", TiangongException::queryId);
  }

  @Test
  void unreachableGatewayIsNamed() throws Exception {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      freePort = socket.getLocalPort();
    }
    String target = "127.0.0.1:" + freePort;
    try (TiangongClient nobody = TiangongClient.connect(target)) {
      assertThatThrownBy(() -> nobody.queryList("SELECT 1", row -> row.getObject(0)))
          .isInstanceOf(TiangongException.class)
          .hasMessageStartingWith("GATEWAY_UNAVAILABLE: no gateway answers at " + target);
      assertThatThrownBy(() -> nobody.explain("SELECT 1"))
          .hasMessageStartingWith("GATEWAY_UNAVAILABLE: no gateway answers at " + target);
    }
  }

  @Test
  void addressThatIsNoneIsRefused() {
    assertThatThrownBy(() -> TiangongClient.connect("http://a b"))
        .isInstanceOf(TiangongException.class)
        .hasMessage("INVALID_PARAMETER: 'http://a b' is not an address; give host:port");
  }

  @Test
  void explainGivesTextAndFragments() {
    assertThat(client.explain("SELECT 1"))
        .isEqualTo(
            new Explanation(
                "scan",
                List.of(
                    new Explanation.Fragment("f1", "mysql_ord", "SELECT 1", 1.0, List.of("f0")))));
  }

  @Test
  void cancelTellsWhetherTheQueryRan() {
    assertThat(client.cancel("q-1")).isTrue();
    assertThat(client.cancel("other")).isFalse();
  }

  private TiangongException failure(String sql) {
    return catchThrowableOfType(
        TiangongException.class, () -> client.queryList(sql, row -> row.getObject(0)));
  }
}
