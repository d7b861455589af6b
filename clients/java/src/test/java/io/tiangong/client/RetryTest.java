package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Metadata;
import io.grpc.Status;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryTest {

  private FakeGateway gateway;
  private TiangongClient client;
  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicReference<Function<Duration, CompletableFuture<Void>>> clock =
      new AtomicReference<>(wait -> CompletableFuture.completedFuture(null));

  @BeforeEach
  void start() throws Exception {
    gateway = new FakeGateway();
    client =
        gateway
            .builder()
            .chance(
                wait -> {
                  pauses.add(wait);
                  return clock.get().apply(wait);
                },
                () -> 0)
            .build();
  }

  @AfterEach
  void nothingStaysOpen() throws Exception {
    client.close();
    gateway.close();
  }

  @Test
  void overloadedGatewayIsAskedAgainWhenItSaysSo() {
    failsFirst(2, Status.RESOURCE_EXHAUSTED, overloaded(70));
    assertThat(ids()).containsExactly(1L);
    assertThat(pauses).containsExactly(Duration.ofMillis(70), Duration.ofMillis(70));
    assertThat(gateway.requests).hasSize(3);
  }

  @Test
  void attemptsAreBounded() {
    failsFirst(99, Status.RESOURCE_EXHAUSTED, overloaded(1));
    assertThat(failure()).returns("OVERLOADED", TiangongException::code);
    assertThat(gateway.requests).hasSize(RetryPolicy.standard().attempts());
  }

  @Test
  void errorThatWouldComeAgainIsNotTriedAgain() {
    failsFirst(99, Status.INVALID_ARGUMENT, overloaded(1).toBuilder().setRetryable(false).build());
    assertThat(failure()).returns("OVERLOADED", TiangongException::code);
    assertThat(gateway.requests).hasSize(1);
  }

  @Test
  void nothingIsTriedAgainOnceRowsCame() {
    gateway.runs(
        out -> {
          out.onNext(firstRows());
          out.onError(Status.UNAVAILABLE.asException());
        });
    assertThat(failure()).returns("GATEWAY_UNAVAILABLE", TiangongException::code);
    assertThat(gateway.requests).hasSize(1);
  }

  @Test
  void headerWithoutRowsDoesNotForbidAnotherCall() {
    boolean[] failed = {false};
    gateway.runs(
        out -> {
          if (!failed[0]) {
            failed[0] = true;
            out.onNext(firstRows().toBuilder().clearBatch().build());
            out.onError(Status.UNAVAILABLE.asException());
          } else {
            out.onNext(firstRows().toBuilder().setTrailer(Answers.trailer(2)).build());
            out.onCompleted();
          }
        });
    assertThat(ids()).containsExactly(5L, 6L);
  }

  @Test
  void answerOfAnotherShapeAfterTheHeaderIsAnError() {
    boolean[] failed = {false};
    gateway.runs(
        out -> {
          if (!failed[0]) {
            failed[0] = true;
            out.onNext(firstRows().toBuilder().clearBatch().build());
            out.onError(Status.UNAVAILABLE.asException());
          } else {
            out.onNext(Answers.oneOrder(1, "PAID"));
            out.onCompleted();
          }
        });
    assertThat(failure()).returns("PROTOCOL_VIOLATION", TiangongException::code);
  }

  @Test
  void pauseBeyondTheDeadlineIsNotBegun() {
    failsFirst(99, Status.RESOURCE_EXHAUSTED, overloaded(3_600_000));
    assertThat(failure()).returns("OVERLOADED", TiangongException::code);
    assertThat(pauses).isEmpty();
  }

  @Test
  void cancelEndsAPause() {
    failsFirst(99, Status.RESOURCE_EXHAUSTED, overloaded(70));
    try (QueryResult result = client.query("SELECT id FROM t")) {
      clock.set(
          wait -> {
            result.cancel();
            return new CompletableFuture<>();
          });
      assertThat(catchThrowableOfType(TiangongException.class, result::next))
          .returns("CANCELLED", TiangongException::code);
    }
    assertThat(gateway.requests).hasSize(1);
  }

  @Test
  void catalogIsAskedAgainToo() {
    TiangongException error =
        catchThrowableOfType(TiangongException.class, () -> client.prepare("SELECT 1"));
    assertThat(error.code()).isEqualTo("GATEWAY_UNAVAILABLE");
    assertThat(pauses).hasSize(RetryPolicy.standard().attempts() - 1);
  }

  private void failsFirst(int times, Status status, ErrorInfo info) {
    int[] failures = {0};
    gateway.runs(
        out -> {
          if (failures[0]++ < times) {
            Metadata trailers = new Metadata();
            trailers.put(
                Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER),
                info.toByteArray());
            out.onError(status.asException(trailers));
          } else {
            out.onNext(Answers.oneOrder(1, "PAID"));
            out.onCompleted();
          }
        });
  }

  private static ErrorInfo overloaded(long delayMillis) {
    return ErrorInfo.newBuilder()
        .setCode("OVERLOADED")
        .setRetryable(true)
        .setRetryDelayMillis(delayMillis)
        .build();
  }

  private static ExecuteResponse firstRows() {
    return ExecuteResponse.newBuilder()
        .setHeader(Answers.header(Answers.column("n", TypeKind.TYPE_KIND_BIGINT, 0, 0)))
        .setBatch(Answers.longs(5, 2))
        .build();
  }

  private List<Long> ids() {
    return client.queryList("SELECT id FROM t", row -> row.getLong(0));
  }

  private TiangongException failure() {
    return catchThrowableOfType(TiangongException.class, this::ids);
  }
}
