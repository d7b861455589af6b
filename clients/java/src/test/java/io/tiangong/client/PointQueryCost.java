package io.tiangong.client;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.QueryServiceGrpc;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.IntConsumer;

/**
 * Prints what a blocking point query costs through the client and through a raw stub, over
 * loopback, against a gateway that does nothing. Run it by hand; it asserts nothing.
 */
public final class PointQueryCost {

  private static final int ROUNDS = 9;
  private static final int CALLS = 10_000;

  private PointQueryCost() {}

  public static void main(String[] args) throws Exception {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .directExecutor()
            .addService(new OneMessage())
            .build()
            .start();
    String target = "127.0.0.1:" + server.getPort();
    ManagedChannel channel = NettyChannelBuilder.forTarget(target).usePlaintext().build();
    try (TiangongClient client = TiangongClient.connect(target)) {
      for (int round = 0; round < ROUNDS; round++) {
        long raw = medianNanos(i -> rawStub(channel, i));
        long ours = medianNanos(i -> client(client, i));
        System.out.printf(
            "round %d: raw stub %.1f us, client %.1f us, difference %.1f us%n",
            round, raw / 1e3, ours / 1e3, (ours - raw) / 1e3);
      }
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static long medianNanos(IntConsumer call) {
    long[] nanos = new long[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      call.accept(i);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[CALLS / 2];
  }

  private static void rawStub(ManagedChannel channel, int id) {
    ExecuteRequest request =
        ExecuteRequest.newBuilder()
            .setSql(OneMessage.SQL)
            .addParameters(ParameterEncoder.encode(1, (long) id))
            .build();
    Iterator<ExecuteResponse> answer = QueryServiceGrpc.newBlockingStub(channel).execute(request);
    while (answer.hasNext()) {
      answer.next();
    }
  }

  private static void client(TiangongClient client, int id) {
    try (QueryResult result = client.query(OneMessage.SQL, (long) id)) {
      while (result.next()) {
        result.getLong(0);
        result.getString(1);
      }
    }
  }

  /** Answers every query with one row in one message. */
  private static final class OneMessage extends QueryServiceGrpc.QueryServiceImplBase {
    static final String SQL = "SELECT id, status FROM ord.orders WHERE id = ?";
    private final ExecuteResponse answer = Answers.oneOrder(42, "PAID");

    @Override
    public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> out) {
      out.onNext(answer);
      out.onCompleted();
    }
  }
}
