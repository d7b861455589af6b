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

/**
 * Prints what a blocking point query costs through the client and through a raw stub, over
 * loopback, against a gateway that does nothing. Run it by hand; it asserts nothing.
 */
public final class PointQueryCost {

  private static final int ROUNDS = 6;
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
        long[] raw = new long[CALLS];
        long[] ours = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
          int id = i;
          raw[i] = nanos(() -> rawStub(channel, id));
          ours[i] = nanos(() -> client(client, id));
        }
        Arrays.sort(raw);
        Arrays.sort(ours);
        System.out.printf(
            "p50 of %d calls: raw stub %.1f us, client %.1f us%n",
            CALLS, raw[CALLS / 2] / 1e3, ours[CALLS / 2] / 1e3);
      }
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static long nanos(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return System.nanoTime() - start;
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
