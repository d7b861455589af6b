package io.tiangong.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.netty.channel.EventLoop;
import io.tiangong.v1.Encoding;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.QueryServiceGrpc;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Sends queries: the same request once or, after a failure, again. */
record Requests(GatewayChannel gateway, ClientSettings settings, ErrorDecoder errors) {

  /** One query with its time limit and headers, which all its calls share. */
  record Prepared(ExecuteRequest request, TimeLimit limit, Metadata headers, int fetchRows) {}

  Prepared prepare(Query query) {
    Duration limit = query.timeout().isZero() ? settings.timeout() : query.timeout();
    return new Prepared(
        encode(query), TimeLimit.of(limit), settings.headers().metadata(), query.fetchRows());
  }

  /** A call that the caller waits for. */
  ResponseStream stream(Prepared query) {
    EventLoop connection = gateway.connection();
    WaitingThread waiting = new WaitingThread(connection);
    Demand demand = new Demand(settings.messagesAhead(), query.fetchRows());
    ResponseStream stream =
        new ResponseStream(call(query, waiting), waiting, errors, query.limit(), demand);
    stream.start(query.request(), headers(query));
    return stream;
  }

  /** A call whose callbacks run on an executor. */
  ClientCall<ExecuteRequest, ExecuteResponse> call(Prepared query, Executor callbacks) {
    CallOptions options =
        CallOptions.DEFAULT.withExecutor(callbacks).withDeadline(query.limit().deadline());
    Channel channel = gateway.channel();
    return channel.newCall(QueryServiceGrpc.getExecuteMethod(), options);
  }

  /** Each call needs its own: interceptors add to them. */
  static Metadata headers(Prepared query) {
    Metadata headers = new Metadata();
    headers.merge(query.headers());
    return headers;
  }

  private ExecuteRequest encode(Query query) {
    ExecuteRequest.Builder request =
        ExecuteRequest.newBuilder()
            .setSql(query.sql())
            .setEncoding(Encoding.ENCODING_PROTOBUF)
            .setQueryId(query.id())
            .setMaxRows(query.maxRows())
            .setTruncate(query.truncate())
            .setSchema(query.schema().isEmpty() ? settings.schema() : query.schema());
    int place = 1;
    for (Object parameter : query.parameters()) {
      request.addParameters(ParameterEncoder.encode(place++, parameter));
    }
    return request.build();
  }
}
