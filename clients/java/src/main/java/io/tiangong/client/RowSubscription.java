package io.tiangong.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.tiangong.client.Requests.Prepared;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One run of a query for one subscriber.
 *
 * <p>Whatever happens (messages, demand, cancel, the end of a pause) is put into a queue and
 * handled by whichever thread finds nobody handling, so the state below belongs to one thread at a
 * time. Messages are asked for only while rows are: one being read, one ahead.
 */
final class RowSubscription<T> implements Flow.Subscription {

  private final Requests requests;
  private final Prepared query;
  private final RowMapper<T> mapper;
  private final Flow.Subscriber<? super T> subscriber;
  private final ConcurrentLinkedQueue<Runnable> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger handling = new AtomicInteger();

  private final AnswerDecoder answer;
  private final PushedRow row;
  private final ArrayDeque<ExecuteResponse> arrived = new ArrayDeque<>(2);
  private @Nullable ClientCall<ExecuteRequest, ExecuteResponse> call;
  private @Nullable TiangongException failure;
  private boolean ended;
  private boolean done;
  private long wanted;
  private int failures;

  RowSubscription(
      Requests requests,
      Prepared query,
      RowMapper<T> mapper,
      Flow.Subscriber<? super T> subscriber) {
    this.requests = requests;
    this.query = query;
    this.mapper = mapper;
    this.subscriber = subscriber;
    this.answer = new AnswerDecoder(requests.errors(), query.request().getQueryId());
    this.row = new PushedRow(answer);
  }

  void start() {
    subscriber.onSubscribe(this);
    happens(this::send);
  }

  @Override
  public void request(long rows) {
    happens(
        () -> {
          if (rows <= 0 && !done) {
            fail(new IllegalArgumentException("request(" + rows + ") must be positive"));
          }
          wanted = wanted + rows < 0 ? Long.MAX_VALUE : wanted + rows;
        });
  }

  @Override
  public void cancel() {
    happens(() -> end("cancelled by the subscriber"));
  }

  private void happens(Runnable event) {
    events.add(event);
    if (handling.getAndIncrement() == 0) {
      int handled = 1;
      do {
        for (Runnable next = events.poll(); next != null; next = events.poll()) {
          next.run();
        }
        publish();
        handled = handling.addAndGet(-handled);
      } while (handled != 0);
    }
  }

  private void send() {
    if (done) {
      return;
    }
    ended = false;
    failure = null;
    ClientCall<ExecuteRequest, ExecuteResponse> next =
        requests.call(query, requests.settings().callbacks());
    call = next;
    next.start(new Listener(), Requests.headers(query));
    next.request(2);
    next.sendMessage(query.request());
    next.halfClose();
  }

  /** Hands out as many rows as are wanted and here. */
  private void publish() {
    while (!done) {
      if (row.hasNext()) {
        if (wanted == 0) {
          return;
        }
        publishRow();
      } else if (answer.trailer() != null) {
        done = true;
        subscriber.onComplete();
      } else if (!arrived.isEmpty()) {
        accept(arrived.poll());
      } else if (ended) {
        finish(failure == null ? requests.errors().incomplete(answer.queryId()) : failure);
        return;
      } else {
        return;
      }
    }
  }

  private void publishRow() {
    row.advance();
    wanted--;
    try {
      subscriber.onNext(mapper.map(row));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void accept(ExecuteResponse message) {
    try {
      answer.accept(message, row);
    } catch (TiangongException e) {
      fail(e);
    }
    if (call != null && !message.hasTrailer()) {
      call.request(1);
    }
  }

  private void finish(TiangongException last) {
    failures++;
    RetryPolicy retries = requests.settings().retries();
    Duration pause = retries.pause(failures, last, requests.settings().random());
    boolean again =
        answer.rows() == 0 && retries.allows(failures, last) && query.limit().allows(pause);
    if (!again) {
      fail(last);
      return;
    }
    ended = false;
    requests.settings().pauses().apply(pause).thenRun(() -> happens(this::send));
  }

  private void fail(RuntimeException reason) {
    if (!done) {
      end("the subscriber failed");
      subscriber.onError(reason);
    }
  }

  private void end(String reason) {
    done = true;
    arrived.clear();
    if (call != null) {
      call.cancel(reason, null);
    }
  }

  /** Callbacks of the current call. */
  private final class Listener extends ClientCall.Listener<ExecuteResponse> {
    @Override
    public void onMessage(ExecuteResponse message) {
      happens(() -> arrived.add(message));
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      happens(
          () -> {
            ended = true;
            failure =
                status.isOk()
                    ? null
                    : requests.errors().failed(status, trailers, answer.queryId(), query.limit());
          });
    }
  }
}
