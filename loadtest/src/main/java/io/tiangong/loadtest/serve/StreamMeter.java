package io.tiangong.loadtest.serve;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of answers that have arrived at a client and are not read yet.
 *
 * <p>A message counts from the arrival of its first byte until the next message is handed to the
 * reader: while it is being read it is still in memory.
 */
final class StreamMeter implements ClientInterceptor {

  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong handedOver = new AtomicLong();
  private final AtomicLong lastMessage = new AtomicLong();
  private final AtomicLong most = new AtomicLong();

  /** The largest number of bytes in flight so far. */
  long mostBytes() {
    return most.get();
  }

  /** All bytes that have arrived so far. */
  long arrivedBytes() {
    return arrived.get();
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return next.newCall(method, options.withStreamTracerFactory(new Factory()));
  }

  private void count(long bytes) {
    long inFlight = arrived.addAndGet(bytes) - handedOver.get() + lastMessage.get();
    most.accumulateAndGet(inFlight, Math::max);
  }

  private void handOver(long bytes) {
    lastMessage.set(bytes);
    handedOver.addAndGet(bytes);
  }

  private final class Factory extends ClientStreamTracer.Factory {
    @Override
    public ClientStreamTracer newClientStreamTracer(
        ClientStreamTracer.StreamInfo info, Metadata headers) {
      return new ClientStreamTracer() {
        @Override
        public void inboundWireSize(long bytes) {
          count(bytes);
        }

        @Override
        public void inboundMessageRead(int number, long wireBytes, long bytes) {
          handOver(wireBytes);
        }
      };
    }
  }
}
