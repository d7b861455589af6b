package io.tiangong.client;

import io.tiangong.v1.ErrorInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one exception of this client: what went wrong, where, and whether to try again. */
public final class TiangongException extends RuntimeException {

  private final ErrorInfo info;

  TiangongException(ErrorInfo info, @Nullable Throwable cause) {
    super(info.getMessage(), cause);
    this.info = info;
  }

  /** Stable name, such as {@code COLUMN_NOT_FOUND}. */
  public String code() {
    return info.getCode();
  }

  /** Stable number, such as 1003. */
  public int number() {
    return info.getNumber();
  }

  public ErrorKind kind() {
    return switch (info.getKind()) {
      case ERROR_KIND_USER -> ErrorKind.USER;
      case ERROR_KIND_RESOURCE -> ErrorKind.RESOURCE;
      case ERROR_KIND_SOURCE -> ErrorKind.SOURCE;
      case ERROR_KIND_INTERNAL, ERROR_KIND_UNSPECIFIED, UNRECOGNIZED -> ErrorKind.INTERNAL;
    };
  }

  /** Five characters of SQLSTATE. */
  public String sqlState() {
    return info.getSqlState();
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return info.getRetryable();
  }

  /** Wait so long before a retry; zero: the caller's choice. */
  public Duration retryDelay() {
    return Duration.ofMillis(info.getRetryDelayMillis());
  }

  /** The query; empty when it got no name. */
  public String queryId() {
    return info.getQueryId();
  }

  /** The place in the SQL text, when there is one. */
  public Optional<TextPosition> position() {
    return info.hasPosition()
        ? Optional.of(
            new TextPosition(info.getPosition().getLine(), info.getPosition().getColumn()))
        : Optional.empty();
  }

  /** More facts, such as {@code nearest} for a misspelt name. */
  public Map<String, String> facts() {
    return info.getFactsMap();
  }

  /** The message without code and position. */
  public String text() {
    return info.getMessage();
  }

  /** {@code CODE at line:column: text}. */
  @Override
  public String getMessage() {
    return code() + position().map(place -> " at " + place).orElse("") + ": " + text();
  }
}
