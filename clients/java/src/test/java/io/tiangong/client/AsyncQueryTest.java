package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncQueryTest {

  private FakeGateway gateway;
  private TiangongClient client;

  @BeforeEach
  void start() throws Exception {
    gateway = new FakeGateway();
    client =
        gateway.builder().chance(wait -> CompletableFuture.completedFuture(null), () -> 0).build();
  }

  @AfterEach
  void nothingStaysOpen() throws Exception {
    client.close();
    gateway.close();
  }

  @Test
  void wholeAnswerComesLater() throws Exception {
    hundredMessages();
    List<Long> numbers = numbers().get(30, TimeUnit.SECONDS);
    assertThat(numbers).hasSize(1000).startsWith(0L).endsWith(999L);
  }

  @Test
  void failureFailsTheFuture() {
    gateway.runs(out -> out.onError(Status.INVALID_ARGUMENT.asException()));
    assertThatThrownBy(() -> numbers().get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(TiangongException.class)
        .hasMessageStartingWith("INVALID_REQUEST");
  }

  @Test
  void retryableFailureIsTriedAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    gateway.runs(
        out -> {
          if (calls.incrementAndGet() < 3) {
            out.onError(Status.UNAVAILABLE.asException());
          } else {
            out.onNext(Answers.oneOrder(9, "PAID"));
            out.onCompleted();
          }
        });
    assertThat(numbers().get(30, TimeUnit.SECONDS)).containsExactly(9L);
  }

  @Test
  void cancelledFutureEndsTheQuery() throws Exception {
    gateway.runs(out -> {});
    CompletableFuture<List<Long>> numbers = numbers();
    gateway.requests.take();
    assertThat(numbers.cancel(false)).isTrue();
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void subscriberGetsOnlyWhatItAskedForAndTheGatewaySendsLittleMore() throws Exception {
    hundredMessages();
    Slow slow = new Slow();
    client.publish(Query.of("SELECT n"), row -> row.getLong(0)).subscribe(slow);
    slow.ask(15);
    assertThat(slow.rows).hasSize(15);
    assertThat(gateway.sent.get()).isLessThan(10);
    slow.ask(5);
    assertThat(slow.rows).hasSize(20).endsWith(19L);
    slow.subscription().cancel();
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void askingForNothingIsAnError() throws Exception {
    hundredMessages();
    Slow slow = new Slow();
    client.publish(Query.of("SELECT n"), row -> row.getLong(0)).subscribe(slow);
    slow.subscription().request(0);
    assertThat(slow.ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(slow.failure).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mapperThatFailsEndsTheQuery() throws Exception {
    hundredMessages();
    CompletableFuture<List<Object>> broken =
        client.queryAsync(
            Query.of("SELECT n"),
            row -> {
              throw new IllegalStateException("my own");
            });
    assertThatThrownBy(() -> broken.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("my own");
    assertThat(gateway.sawCancel()).isTrue();
  }

  private CompletableFuture<List<Long>> numbers() {
    return client.queryAsync(Query.of("SELECT n"), row -> row.getLong(0));
  }

  /** A thousand rows, ten in each message, sent while the client is ready. */
  private void hundredMessages() {
    gateway.runs(
        out ->
            out.setOnReadyHandler(
                () -> {
                  while (out.isReady() && gateway.sent.get() < 100) {
                    int message = gateway.sent.getAndIncrement();
                    out.onNext(tenRows(message));
                    if (message == 99) {
                      out.onCompleted();
                    }
                  }
                }));
  }

  private static ExecuteResponse tenRows(int message) {
    ExecuteResponse.Builder rows =
        ExecuteResponse.newBuilder().setBatch(Answers.longs(message * 10L, 10));
    if (message == 0) {
      rows.setHeader(Answers.header(Answers.column("n", TypeKind.TYPE_KIND_BIGINT, 0, 0)));
    }
    if (message == 99) {
      rows.setTrailer(Answers.trailer(1000));
    }
    return rows.build();
  }

  /** Waits for as many rows as it asks for. */
  private static final class Slow implements Flow.Subscriber<Long> {
    final List<Long> rows = new ArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);
    volatile @Nullable Throwable failure;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile CountDownLatch wanted = new CountDownLatch(0);

    Flow.Subscription subscription() {
      return java.util.Objects.requireNonNull(subscription);
    }

    void ask(int count) throws InterruptedException {
      wanted = new CountDownLatch(count);
      subscription().request(count);
      assertThat(wanted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(Long row) {
      rows.add(row);
      wanted.countDown();
    }

    @Override
    public void onError(Throwable reason) {
      failure = reason;
      ended.countDown();
    }

    @Override
    public void onComplete() {
      ended.countDown();
    }
  }
}
