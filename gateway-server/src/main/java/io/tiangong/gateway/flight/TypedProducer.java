package io.tiangong.gateway.flight;

import io.grpc.StatusRuntimeException;
import io.tiangong.gateway.catalog.VisibleCatalog;
import io.tiangong.gateway.grpc.Errors;
import io.tiangong.gateway.query.Failures;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.function.Supplier;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;

/**
 * The outermost layer of the Flight door: whatever fails below it is told as on every other door,
 * with its code, its SQLSTATE and what to do.
 */
final class TypedProducer extends SessionProducer {

  TypedProducer(VisibleCatalog catalog, SqlFacts facts, Parts parts) {
    super(catalog, facts, parts);
  }

  @Override
  public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
    return typed(() -> super.getFlightInfo(context, command(descriptor)));
  }

  @Override
  public SchemaResult getSchema(CallContext context, FlightDescriptor descriptor) {
    return typed(() -> super.getSchema(context, command(descriptor)));
  }

  @Override
  public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
    try {
      super.getStream(context, ticket, listener);
    } catch (RuntimeException e) {
      listener.error(error(e));
    }
  }

  @Override
  public Runnable acceptPut(
      CallContext context, FlightStream stream, StreamListener<PutResult> ack) {
    return () -> {
      try {
        command(stream.getDescriptor());
        super.acceptPut(context, stream, ack).run();
      } catch (RuntimeException e) {
        ack.onError(error(e));
      }
    };
  }

  @Override
  public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
    try {
      super.doAction(context, action, new TypedListener(listener));
    } catch (RuntimeException e) {
      listener.onError(error(e));
    }
  }

  private static FlightDescriptor command(FlightDescriptor descriptor) {
    if (!descriptor.isCommand()) {
      throw new QueryException(
          ErrorCode.INVALID_REQUEST, "a path names nothing here; send a command of Flight SQL");
    }
    return descriptor;
  }

  private static <T> T typed(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw error(e);
    }
  }

  static StatusRuntimeException error(Throwable thrown) {
    if (thrown instanceof StatusRuntimeException typed) {
      return typed;
    }
    return Errors.of(
        thrown instanceof FlightRuntimeException flight
            ? ofFlight(flight)
            : Failures.of(thrown, ""),
        "");
  }

  private static QueryException ofFlight(FlightRuntimeException thrown) {
    CallStatus status = thrown.status();
    if (status.code() == FlightStatusCode.UNIMPLEMENTED) {
      return new QueryException(
          ErrorCode.NOT_SUPPORTED,
          "this gateway answers queries and knows no such request",
          thrown);
    }
    String why = status.description() == null ? "it can't be read" : status.description();
    return new QueryException(
        ErrorCode.INVALID_REQUEST, "the Flight request is wrong: " + why, thrown);
  }

  /** Tells errors of actions as everywhere else. */
  private record TypedListener(StreamListener<Result> listener) implements StreamListener<Result> {
    @Override
    public void onNext(Result result) {
      listener.onNext(result);
    }

    @Override
    public void onError(Throwable error) {
      listener.onError(TypedProducer.error(error));
    }

    @Override
    public void onCompleted() {
      listener.onCompleted();
    }
  }
}
