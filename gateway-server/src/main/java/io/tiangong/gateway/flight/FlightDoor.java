package io.tiangong.gateway.flight;

import io.grpc.ServerInterceptors;
import io.tiangong.gateway.auth.Authenticator;
import io.tiangong.gateway.catalog.VisibleCatalog;
import io.tiangong.gateway.grpc.Door;
import io.tiangong.gateway.grpc.RequestDecoder;
import io.tiangong.gateway.grpc.RequestLimits;
import io.tiangong.gateway.query.Explainer;
import io.tiangong.gateway.query.QueryPipeline;
import io.tiangong.gateway.query.RunningQueries;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.auth.ServerAuthHandler;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Arrow Flight SQL as one more service of the gateway's server.
 *
 * @param workers plans, and looks into the catalog
 * @param uploads reads parameters as slowly as clients send them
 * @param cancels runs cancellations, which may have to tell a source
 * @param memory of batches on their way out and parameters on their way in; owned by the caller
 */
public record FlightDoor(
    QueryPipeline pipeline,
    Explainer explainer,
    RunningQueries running,
    VisibleCatalog catalog,
    Authenticator authenticator,
    Executor workers,
    ExecutorService uploads,
    Executor cancels,
    BufferAllocator memory) {

  /**
   * @param version of the gateway
   * @param ticker tells when queries arrive
   */
  @SuppressWarnings("deprecation") // the service asks for a handler; ours lets everybody pass
  public Door door(String version, RequestLimits limits, LongSupplier ticker) {
    SqlProducer.Parts parts =
        new SqlProducer.Parts(
            pipeline, explainer, running, new RequestDecoder(limits), cancels, ticker, memory);
    TypedProducer producer = new TypedProducer(catalog, new SqlFacts(version, limits), parts);
    return new Door(
        ServerInterceptors.intercept(
            FlightGrpcUtils.createFlightService(memory, producer, ServerAuthHandler.NO_OP, uploads),
            new FlightCalls(authenticator, workers)));
  }
}
