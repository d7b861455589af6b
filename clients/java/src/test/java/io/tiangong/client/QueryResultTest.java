package io.tiangong.client;

import static io.tiangong.client.Answers.column;
import static io.tiangong.client.Answers.header;
import static io.tiangong.client.Answers.longs;
import static io.tiangong.client.Answers.trailer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.stub.ServerCallStreamObserver;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.Header;
import io.tiangong.v1.TypeKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryResultTest {

  private static final Header ONE_LONG = header(column("n", TypeKind.TYPE_KIND_BIGINT, 0, 0));

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
  void smallAnswerInOneMessage() {
    gateway.answers(Answers.oneOrder(42, "PAID"));
    try (QueryResult result = client.query("SELECT 1")) {
      assertThat(result.columns()).extracting(Column::name).containsExactly("id", "status");
      assertThat(result.queryId()).isEqualTo("q-1");
      assertThat(result.next()).isTrue();
      assertThat(result.getLong(0)).isEqualTo(42);
      assertThat(result.getString(1)).isEqualTo("PAID");
      assertThat(result.next()).isFalse();
      assertThat(result.next()).isFalse();
      assertThat(result.trailer())
          .isEqualTo(
              new Trailer(
                  1,
                  true,
                  false,
                  Duration.ofNanos(100_000),
                  Duration.ofMillis(2),
                  Duration.ofNanos(3_400_000),
                  java.util.List.of()));
    }
  }

  @Test
  void headerRowsAndTrailerInMessagesOfTheirOwn() {
    gateway.answers(
        ExecuteResponse.newBuilder().setHeader(ONE_LONG).build(),
        ExecuteResponse.newBuilder().setBatch(longs(0, 2)).build(),
        ExecuteResponse.newBuilder().setBatch(longs(2, 0)).build(),
        ExecuteResponse.newBuilder().setBatch(longs(2, 1)).build(),
        ExecuteResponse.newBuilder().setTrailer(trailer(3)).build());
    assertThat(client.queryList("SELECT n FROM t", row -> row.getLong(0)))
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void millionRowsNeverHoldMoreThanTheMessageAhead() {
    int rowsPerMessage = 10_000;
    int messages = 100;
    gateway.runs(out -> whileReady(out, rowsPerMessage, messages));
    int mostAhead = 0;
    try (QueryResult result = client.query("SELECT n FROM t")) {
      long sum = 0;
      for (long row = 0; result.next(); row++) {
        sum += result.getLong(0);
        int taken = (int) (row / rowsPerMessage) + 1;
        mostAhead = Math.max(mostAhead, gateway.sent.get() - taken);
      }
      assertThat(sum).isEqualTo(999_999L * 1_000_000 / 2);
    }
    assertThat(mostAhead).isLessThanOrEqualTo(1);
  }

  private void whileReady(
      ServerCallStreamObserver<ExecuteResponse> out, int rowsPerMessage, int messages) {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    out.setOnReadyHandler(
        () -> {
          while (out.isReady() && next.get() < messages) {
            int at = next.getAndIncrement();
            ExecuteResponse.Builder message = ExecuteResponse.newBuilder();
            if (at == 0) {
              message.setHeader(ONE_LONG);
            }
            message.setBatch(longs((long) at * rowsPerMessage, rowsPerMessage));
            if (at == messages - 1) {
              message.setTrailer(trailer((long) messages * rowsPerMessage));
            }
            gateway.sent.incrementAndGet();
            out.onNext(message.build());
          }
          if (next.get() == messages && done.compareAndSet(false, true)) {
            out.onCompleted();
          }
        });
  }

  @Test
  void streamWithoutTrailerIsAnError() {
    gateway.answers(ExecuteResponse.newBuilder().setHeader(ONE_LONG).setBatch(longs(0, 1)).build());
    try (QueryResult result = client.query("SELECT n FROM t")) {
      assertThat(result.next()).isTrue();
      assertError(result, "ANSWER_INCOMPLETE");
      assertThat(errorOf(client).retryable()).isTrue();
    }
  }

  @Test
  void trailerThatPromisesOtherRowsIsAnError() {
    gateway.answers(
        ExecuteResponse.newBuilder()
            .setHeader(ONE_LONG)
            .setBatch(longs(0, 1))
            .setTrailer(trailer(2))
            .build());
    try (QueryResult result = client.query("SELECT n FROM t")) {
      assertError(result, "PROTOCOL_VIOLATION");
    }
  }

  @Test
  void batchThatDoesNotFitItsHeaderIsAnError() {
    gateway.answers(
        ExecuteResponse.newBuilder()
            .setHeader(header(column("s", TypeKind.TYPE_KIND_VARCHAR, 0, 0)))
            .setBatch(longs(0, 1))
            .setTrailer(trailer(1))
            .build());
    try (QueryResult result = client.query("SELECT s FROM t")) {
      assertError(result, "PROTOCOL_VIOLATION");
    }
  }

  @Test
  void answerWithoutHeaderIsAnError() {
    gateway.answers(ExecuteResponse.newBuilder().setTrailer(trailer(0)).build());
    try (QueryResult result = client.query("SELECT n FROM t")) {
      assertError(result, "PROTOCOL_VIOLATION");
    }
  }

  @Test
  void closingEarlyEndsTheQueryAtTheGateway() throws Exception {
    gateway.runs(
        out ->
            out.onNext(
                ExecuteResponse.newBuilder().setHeader(ONE_LONG).setBatch(longs(0, 5)).build()));
    try (QueryResult result = client.query("SELECT n FROM t")) {
      assertThat(result.next()).isTrue();
    }
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void cancelFromAnotherThreadWakesTheReader() throws Exception {
    try (QueryResult result = client.query("SELECT n FROM t")) {
      Thread canceller =
          new Thread(
              () -> {
                awaitRequest();
                result.cancel();
              });
      canceller.start();
      assertError(result, "CANCELLED");
      canceller.join();
    }
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void interruptEndsTheQueryAndStaysSet() throws Exception {
    try (QueryResult result = client.query("SELECT n FROM t")) {
      gateway.requests.take();
      Thread.currentThread().interrupt();
      assertError(result, "CANCELLED");
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void deadlineEndsTheWait() {
    Query query = Query.of("SELECT n FROM t").withTimeout(Duration.ofMillis(1));
    try (QueryResult result = client.query(query)) {
      assertThatThrownBy(result::next)
          .isInstanceOf(TiangongException.class)
          .hasMessage(
              "DEADLINE_EXCEEDED: no answer from 127.0.0.1:9090 within the timeout of 1ms; allow more time"
                  + " or ask for less");
    }
  }

  @Test
  void rowsAreReadOnlyOnARow() {
    gateway.answers(Answers.oneOrder(42, "PAID"));
    try (QueryResult result = client.query("SELECT 1")) {
      assertThatThrownBy(() -> result.getLong(0)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(result::trailer).isInstanceOf(IllegalStateException.class);
      assertThat(result.next()).isTrue();
      assertThatThrownBy(() -> result.getLong(1))
          .isInstanceOf(TiangongException.class)
          .hasMessageStartingWith("TYPE_MISMATCH: column status is VARCHAR");
      assertThatThrownBy(() -> result.getLong(2)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(result.next()).isFalse();
      assertThatThrownBy(() -> result.getLong(0)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void columnsAreFoundByName() {
    gateway.answers(Answers.oneOrder(42, "PAID"));
    try (QueryResult result = client.query("SELECT 1")) {
      assertThat(result.columnIndex("STATUS")).isEqualTo(1);
      assertThatThrownBy(() -> result.columnIndex("state"))
          .hasMessage("COLUMN_NOT_FOUND: the answer has no column state; it has id, status");
    }
  }

  private void awaitRequest() {
    try {
      gateway.requests.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertError(QueryResult result, String code) {
    TiangongException error = catchThrowableOfType(TiangongException.class, result::next);
    assertThat(error.code()).isEqualTo(code);
    assertThatThrownBy(result::next).isInstanceOf(IllegalStateException.class);
  }

  private static TiangongException errorOf(TiangongClient client) {
    return catchThrowableOfType(
        TiangongException.class, () -> client.queryList("SELECT 1", row -> row.getObject(0)));
  }
}
