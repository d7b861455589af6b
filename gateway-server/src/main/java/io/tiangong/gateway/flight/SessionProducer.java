package io.tiangong.gateway.flight;

import io.tiangong.gateway.catalog.VisibleCatalog;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.SetSessionOptionsResult.Error;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;

/** The sessions of Flight SQL, and the refusal of all that would write. */
class SessionProducer extends SqlProducer {

  private static final String SCHEMA = "schema";
  private static final String CATALOG = "catalog";

  private final VisibleCatalog catalog;

  SessionProducer(VisibleCatalog catalog, SqlFacts facts, Parts parts) {
    super(catalog, facts, parts);
    this.catalog = catalog;
  }

  /** Takes {@code schema}; an empty one is the default schema again. */
  @Override
  public void setSessionOptions(
      SetSessionOptionsRequest request,
      CallContext context,
      StreamListener<SetSessionOptionsResult> listener) {
    Map<String, Error> errors = new HashMap<>();
    request
        .getSessionOptions()
        .forEach((name, value) -> set(name, value).ifPresent(e -> errors.put(name, new Error(e))));
    listener.onNext(new SetSessionOptionsResult(errors));
    listener.onCompleted();
  }

  @Override
  public void getSessionOptions(
      GetSessionOptionsRequest request,
      CallContext context,
      StreamListener<GetSessionOptionsResult> listener) {
    String schema = FlightSession.CURRENT.get().schema();
    listener.onNext(
        new GetSessionOptionsResult(
            Map.of(
                SCHEMA,
                SessionOptionValueFactory.makeSessionOptionValue(
                    schema.isEmpty() ? catalog.defaultSchema() : schema))));
    listener.onCompleted();
  }

  @Override
  public void closeSession(
      CloseSessionRequest request,
      CallContext context,
      StreamListener<CloseSessionResult> listener) {
    FlightSession.CURRENT.get().clear();
    listener.onNext(new CloseSessionResult(CloseSessionResult.Status.CLOSED));
    listener.onCompleted();
  }

  private Optional<ErrorValue> set(String name, SessionOptionValue value) {
    String text = value.isEmpty() ? "" : value.acceptVisitor(new Text()).orElse(null);
    if (!name.equals(SCHEMA) && !name.equals(CATALOG)) {
      return Optional.of(ErrorValue.INVALID_NAME);
    }
    if (text == null || !(text.isEmpty() || (name.equals(SCHEMA) && isSchema(text)))) {
      return Optional.of(ErrorValue.INVALID_VALUE);
    }
    if (name.equals(SCHEMA)) {
      FlightSession.CURRENT.get().set(text);
    }
    return Optional.empty();
  }

  private boolean isSchema(String name) {
    return catalog.schemas(caller()).contains(name.toLowerCase(Locale.ROOT));
  }

  /** The text of an option that is one. */
  private static final class Text extends NoOpSessionOptionValueVisitor<Optional<String>> {
    @Override
    public Optional<String> visit(String value) {
      return Optional.of(value);
    }

    @Override
    public Optional<String> visit(boolean value) {
      return Optional.empty();
    }

    @Override
    public Optional<String> visit(long value) {
      return Optional.empty();
    }

    @Override
    public Optional<String> visit(double value) {
      return Optional.empty();
    }

    @Override
    public Optional<String> visit(String[] value) {
      return Optional.empty();
    }
  }

  @Override
  public Runnable acceptPutStatement(
      CommandStatementUpdate command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> ack) {
    throw readOnly();
  }

  @Override
  public Runnable acceptPutPreparedStatementUpdate(
      CommandPreparedStatementUpdate command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> ack) {
    throw readOnly();
  }

  @Override
  public Runnable acceptPutStatementBulkIngest(
      CommandStatementIngest command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> ack) {
    throw readOnly();
  }

  private static QueryException readOnly() {
    return new QueryException(
        ErrorCode.NOT_SUPPORTED,
        "this gateway answers queries and changes nothing; write to the sources themselves");
  }
}
