package io.tiangong.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.hbase.ResultQueue.Demand;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.hbase.client.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ResultQueueTest {

  private static final Result ROW = Result.EMPTY_RESULT;

  private final ResultQueue queue = new ResultQueue(4, ResultQueue.CAPACITY_BYTES);
  private final AtomicInteger resumed = new AtomicInteger();

  private static QueryException fault(String text) {
    return new QueryException(ErrorCode.SOURCE_ERROR, text);
  }

  @Test
  void producerPausesWhenFullAndResumesWhenHalfIsTaken() throws InterruptedException {
    assertThat(queue.add(ROW, ROW)).isEqualTo(Demand.MORE);
    assertThat(queue.add(ROW, ROW)).isEqualTo(Demand.PAUSE);
    queue.pause(resumed::incrementAndGet);
    assertThat(queue.take(1)).hasSize(1);
    assertThat(resumed).hasValue(0);
    assertThat(queue.take(1)).hasSize(1);
    assertThat(resumed).hasValue(1);
  }

  @Test
  void pauseAfterTheReaderHasCaughtUpResumesAtOnce() throws InterruptedException {
    assertThat(queue.add(ROW, ROW, ROW, ROW)).isEqualTo(Demand.PAUSE);
    queue.take(4);
    queue.pause(resumed::incrementAndGet);
    assertThat(resumed).hasValue(1);
  }

  @Test
  void readerWaitsForRowsAndSeesTheEnd() throws Exception {
    CompletableFuture<Integer> taken =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.take(10).size() + queue.take(10).size();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    queue.add(ROW, ROW);
    queue.finish();
    assertThat(taken.get()).isEqualTo(2);
    assertThat(queue.take(10)).isEmpty();
  }

  @Test
  void readinessComesWithRowsEndOrFailure() {
    assertThat(queue.ready()).isNotDone();
    queue.add(ROW);
    assertThat(queue.ready()).isCompleted();
    ResultQueue empty = new ResultQueue(4, ResultQueue.CAPACITY_BYTES);
    empty.finish();
    assertThat(empty.ready()).isCompleted();
    ResultQueue failed = new ResultQueue(4, ResultQueue.CAPACITY_BYTES);
    failed.fail(fault("broken"));
    assertThat(failed.ready()).isCompletedExceptionally();
  }

  @Test
  void firstFailureStaysAndStopsProducers() {
    queue.add(ROW, ROW, ROW, ROW);
    queue.pause(resumed::incrementAndGet);
    queue.fail(fault("first"));
    queue.fail(fault("second"));
    assertThat(resumed).hasValue(1);
    assertThat(queue.add(ROW)).isEqualTo(Demand.STOP);
    assertThatThrownBy(() -> queue.take(1)).hasMessageContaining("first");
  }

  @Test
  void closeForgetsRowsAndStopsProducers() throws InterruptedException {
    queue.add(ROW, ROW, ROW, ROW);
    queue.pause(resumed::incrementAndGet);
    queue.close();
    queue.close();
    assertThat(resumed).hasValue(1);
    assertThat(queue.add(ROW)).isEqualTo(Demand.STOP);
    assertThat(queue.take(1)).isEmpty();
  }
}
