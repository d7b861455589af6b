package io.tiangong.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.tiangong.gateway.auth.Digest;
import io.tiangong.gateway.auth.PasswordHash;
import io.tiangong.gateway.testing.Plans;
import io.tiangong.spi.testing.Gate;
import io.tiangong.spi.testing.InMemorySource;
import io.tiangong.v1.CancelRequest;
import io.tiangong.v1.CatalogServiceGrpc;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.GetServerInfoRequest;
import io.tiangong.v1.QueryServiceGrpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets through the gRPC doors, and how calls are charged. */
@Timeout(120)
class DoorsTest {

  private static final String DDL =
      """
      CREATE SOURCE a WITH ('type' = 'memory');
      CREATE TABLE test.t (id BIGINT, name VARCHAR, PRIMARY KEY (id) NOT ENFORCED)
        WITH ('source' = 'a');
      """;

  @TempDir private Path directory;
  private final InMemorySource source = new InMemorySource("a");
  private MemoryGateway gateway;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    writeUsers("secret");
    Plans.table(source, "t", Plans.rows(100));
    gateway =
        MemoryGateway.start(
            directory, DDL, Map.of("a", source), "auth: {users: users.yaml, reload: 10ms}");
    channel = gateway.channel();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    gateway.close();
  }

  private void writeUsers(String password) throws IOException {
    Files.writeString(
        directory.resolve("users.yaml"),
        """
        users:
          ann: {password: "%s", accounts: [red, blue]}
          bob: {tokens: {t: {sha256: "%s"}, old: {sha256: "%s", expires: 2020-01-01T00:00:00Z}}}
        """
            .formatted(
                PasswordHash.create(password, 1_000, new Random(1)),
                Digest.of("tgt.bob"),
                Digest.of("tgt.old")));
  }

  @Test
  void callsAreChargedToTheUsersAccount() {
    assertThat(account(basic("ann", "secret"), null)).isEqualTo("red");
    assertThat(account(basic("ann", "secret"), "blue")).isEqualTo("blue");
    assertThat(account("Bearer tgt.bob", null)).isEqualTo("bob");
  }

  @Test
  void refusalsAreTyped() {
    assertThat(refusal(null, null).getCode()).isEqualTo("UNAUTHENTICATED");
    assertThat(refusal(basic("ann", "wrong"), null).getCode()).isEqualTo("UNAUTHENTICATED");
    assertThat(refusal(basic("ann", "wrong"), null).getSqlState()).isEqualTo("28000");
    assertThat(refusal("Bearer tgt.old", null).getCode()).isEqualTo("TOKEN_EXPIRED");
    assertThat(refusal(basic("ann", "secret"), "green").getCode()).isEqualTo("PERMISSION_DENIED");
  }

  @Test
  void manyFirstCallsAtOnceAreAllVerified() {
    List<CompletableFuture<String>> calls =
        IntStream.range(0, 50)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> account(basic("ann", "secret"), null)))
            .toList();
    assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo("red"));
  }

  @Test
  void changedUsersAreTakenOverAndABrokenFileIsNot() throws IOException {
    assertThat(account(basic("ann", "secret"), null)).isEqualTo("red");
    Files.writeString(directory.resolve("users.yaml"), "users: [broken");
    assertThat(account(basic("ann", "secret"), null)).isEqualTo("red");
    writeUsers("changed");
    while (!isKnown(basic("ann", "changed"))) {
      Thread.onSpinWait();
    }
    assertThat(refusal(basic("ann", "secret"), null).getCode()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void reflectionIsForEverybodyAndKnowsAllDoors() {
    assertThat(
            reflected(ServerReflectionRequest.newBuilder().setListServices("").build())
                .getListServicesResponse()
                .getServiceList())
        .extracting(ServiceResponse::getName)
        .contains(
            "tiangong.v1.QueryService",
            "tiangong.v1.CatalogService",
            "arrow.flight.protocol.FlightService");
    for (String service :
        List.of("tiangong.v1.CatalogService", "arrow.flight.protocol.FlightService")) {
      assertThat(
              reflected(
                      ServerReflectionRequest.newBuilder().setFileContainingSymbol(service).build())
                  .getFileDescriptorResponse()
                  .getFileDescriptorProtoCount())
          .as(service)
          .isPositive();
    }
  }

  private ServerReflectionResponse reflected(ServerReflectionRequest request) {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable fault) {
                    answer.completeExceptionally(fault);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(request);
    requests.onCompleted();
    return answer.join();
  }

  @Test
  void healthIsForEverybody() {
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void onlyTheOwnAccountsQueriesAreCancelled() throws InterruptedException {
    Gate gate = source.holdOpens();
    Iterator<ExecuteResponse> answer =
        queries(basic("ann", "secret"), null)
            .execute(
                ExecuteRequest.newBuilder()
                    .setSql("SELECT name FROM test.t")
                    .setQueryId("q")
                    .build());
    gate.awaitArrival();
    CancelRequest cancel = CancelRequest.newBuilder().setQueryId("q").build();
    assertThat(queries("Bearer tgt.bob", null).cancel(cancel).getCancelled()).isFalse();
    assertThat(queries(basic("ann", "secret"), "blue").cancel(cancel).getCancelled()).isFalse();
    assertThat(queries(basic("ann", "secret"), null).cancel(cancel).getCancelled()).isTrue();
    assertThatThrownBy(answer::hasNext).hasMessageContaining("CANCELLED");
    gate.release();
  }

  private boolean isKnown(String authorization) {
    try {
      return account(authorization, null).equals("red");
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private String account(@Nullable String authorization, @Nullable String account) {
    return CatalogServiceGrpc.newBlockingStub(channel)
        .withInterceptors(
            MetadataUtils.newAttachHeadersInterceptor(headers(authorization, account)))
        .getServerInfo(GetServerInfoRequest.getDefaultInstance())
        .getAccount();
  }

  private QueryServiceGrpc.QueryServiceBlockingStub queries(
      String authorization, @Nullable String account) {
    return QueryServiceGrpc.newBlockingStub(channel)
        .withInterceptors(
            MetadataUtils.newAttachHeadersInterceptor(headers(authorization, account)));
  }

  private ErrorInfo refusal(@Nullable String authorization, @Nullable String account) {
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> account(authorization, account));
    byte[] bytes =
        Objects.requireNonNull(failure.getTrailers())
            .get(Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER));
    try {
      return ErrorInfo.parseFrom(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Metadata headers(@Nullable String authorization, @Nullable String account) {
    Metadata headers = new Metadata();
    if (authorization != null) {
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
    }
    if (account != null) {
      headers.put(Metadata.Key.of("tiangong-account", Metadata.ASCII_STRING_MARSHALLER), account);
    }
    return headers;
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
