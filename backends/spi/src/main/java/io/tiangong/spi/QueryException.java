package io.tiangong.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the serving path: what went wrong, where, and what to do.
 *
 * <p>Facts are key/value pairs such as {@code table}, {@code column}, {@code nearest}; they travel
 * to the client. The cause does not.
 */
public final class QueryException extends RuntimeException {

  private final ErrorCode code;
  private final @Nullable TextPosition position;
  private final transient Map<String, String> facts;

  private QueryException(
      ErrorCode code,
      String message,
      @Nullable TextPosition position,
      Map<String, String> facts,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.position = position;
    this.facts = facts;
  }

  public QueryException(ErrorCode code, String message) {
    this(code, message, null, Map.of(), null);
  }

  public QueryException(ErrorCode code, String message, Throwable cause) {
    this(code, message, null, Map.of(), cause);
  }

  /** This error, at a place of the SQL text. */
  public QueryException at(@Nullable TextPosition place) {
    return copy(place, facts);
  }

  /** This error with one more fact. */
  public QueryException with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(key, value);
    return copy(position, more);
  }

  private QueryException copy(@Nullable TextPosition place, Map<String, String> newFacts) {
    QueryException copy = new QueryException(code, text(), place, newFacts, getCause());
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  public ErrorCode code() {
    return code;
  }

  public Optional<TextPosition> position() {
    return Optional.ofNullable(position);
  }

  /** In insertion order. */
  public Map<String, String> facts() {
    return facts;
  }

  /** The message without code and position. */
  public String text() {
    return String.valueOf(super.getMessage());
  }

  /** {@code CODE at line:column: text}. */
  @Override
  public String getMessage() {
    return code + (position == null ? "" : " at " + position) + ": " + text();
  }
}
