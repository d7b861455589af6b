package io.tiangong.jdbc;

import io.tiangong.client.ClientBuilder;
import io.tiangong.client.Credentials;
import io.tiangong.client.RetryPolicy;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import io.tiangong.client.Tls;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to connect, checked.
 *
 * @param values what was given, which also tells whether two connections may share a channel
 * @param timeout of queries; zero: none
 * @param fetchSize rows; 0: one message
 */
record ConnectOptions(
    String hosts,
    Map<Option, String> values,
    Duration timeout,
    Duration connectTimeout,
    int fetchSize,
    int attempts,
    long maxInFlightBytes) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(KB|MB|GB)?");

  ConnectOptions {
    values = Map.copyOf(values);
  }

  /** All problems at once are one {@link SQLException}. */
  static ConnectOptions of(String url, Properties properties) throws SQLException {
    OptionText text = OptionText.of(url, properties);
    List<String> problems = new ArrayList<>(text.problems());
    Map<Option, String> given = text.values();
    contradictions(given, problems);
    ConnectOptions options =
        new ConnectOptions(
            text.hosts(),
            given,
            duration(given, Option.TIMEOUT, Duration.ofMinutes(5), problems),
            duration(given, Option.CONNECT_TIMEOUT, Duration.ofSeconds(10), problems),
            number(given, Option.FETCH_SIZE, 0, 0, problems),
            number(given, Option.ATTEMPTS, 4, 1, problems),
            size(given, Option.MAX_IN_FLIGHT_BYTES, 64L << 20, problems));
    if (!problems.isEmpty()) {
      throw SqlErrors.badOptions(problems);
    }
    return options;
  }

  private static void contradictions(Map<Option, String> given, List<String> problems) {
    if (given.containsKey(Option.TOKEN)
        && (given.containsKey(Option.USER) || given.containsKey(Option.PASSWORD))) {
      problems.add("give either 'token' or 'user' and 'password'");
    } else if (given.containsKey(Option.PASSWORD) && !given.containsKey(Option.USER)) {
      problems.add("'password' needs 'user'");
    }
    String tls = given.get(Option.TLS);
    if (tls != null && !tls.equals("true") && !tls.equals("false")) {
      problems.add("'tls' is true or false, not '" + tls + "'");
    }
    for (Option needsTls :
        List.of(
            Option.TRUST_CERTIFICATE,
            Option.CLIENT_CERTIFICATE,
            Option.CLIENT_KEY,
            Option.TLS_HOST_NAME)) {
      if ("false".equals(tls) && given.containsKey(needsTls)) {
        problems.add("'" + needsTls.key() + "' needs tls=true");
      }
    }
    if (given.containsKey(Option.CLIENT_CERTIFICATE) != given.containsKey(Option.CLIENT_KEY)) {
      problems.add("'clientCertificate' and 'clientKey' need each other");
    }
  }

  private static Duration duration(
      Map<Option, String> given, Option option, Duration otherwise, List<String> problems) {
    String text = given.get(option);
    if (text == null) {
      return otherwise;
    }
    Matcher parts = DURATION.matcher(text.strip());
    if (!parts.matches()) {
      problems.add(
          "'" + option.key() + "' is a duration like 500ms, 30s or 5m, not '" + text + "'");
      return otherwise;
    }
    long number = Long.parseLong(parts.group(1));
    String unit = parts.group(2) == null ? "s" : parts.group(2);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }

  private static int number(
      Map<Option, String> given, Option option, int otherwise, int least, List<String> problems) {
    String text = given.getOrDefault(option, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      problems.add("'" + option.key() + "' is a whole number, not '" + text + "'");
      return otherwise;
    }
    problems.add("'" + option.key() + "' is at least " + least + ", not " + text);
    return otherwise;
  }

  private static long size(
      Map<Option, String> given, Option option, long otherwise, List<String> problems) {
    String text = given.get(option);
    if (text == null) {
      return otherwise;
    }
    Matcher parts = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      problems.add("'" + option.key() + "' is a size like 512KB or 64MB, not '" + text + "'");
      return otherwise;
    }
    String unit = parts.group(2) == null ? "" : parts.group(2);
    int shift =
        switch (unit) {
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          default -> 0;
        };
    return Long.parseLong(parts.group(1)) << shift;
  }

  /** Empty when it was not given. */
  String get(Option option) {
    return values.getOrDefault(option, "");
  }

  /** A client with all of this; it does not connect yet. */
  TiangongClient client() throws SQLException {
    try {
      RetryPolicy standard = RetryPolicy.standard();
      ClientBuilder builder =
          TiangongClient.builder(hosts)
              .credentials(credentials())
              .account(get(Option.ACCOUNT))
              .lane(get(Option.LANE))
              .defaultTimeout(timeout)
              .retries(new RetryPolicy(attempts, standard.first(), standard.longest()))
              .maxInFlightBytes(maxInFlightBytes)
              .userAgent(values.getOrDefault(Option.APPLICATION_NAME, "tiangong-jdbc"));
      Tls tls = tls();
      return (tls == null ? builder : builder.tls(tls)).build();
    } catch (TiangongException e) {
      throw SqlErrors.badOptions(List.of(e.text()));
    }
  }

  private Credentials credentials() {
    if (values.containsKey(Option.TOKEN)) {
      return Credentials.token(get(Option.TOKEN));
    }
    return values.containsKey(Option.USER)
        ? Credentials.password(get(Option.USER), get(Option.PASSWORD))
        : Credentials.none();
  }

  /** Null: without TLS. */
  private @Nullable Tls tls() {
    boolean implied =
        values.containsKey(Option.TRUST_CERTIFICATE)
            || values.containsKey(Option.CLIENT_CERTIFICATE)
            || values.containsKey(Option.TLS_HOST_NAME);
    return implied || get(Option.TLS).equals("true")
        ? new Tls(
            path(Option.TRUST_CERTIFICATE),
            path(Option.CLIENT_CERTIFICATE),
            path(Option.CLIENT_KEY),
            values.get(Option.TLS_HOST_NAME))
        : null;
  }

  private @Nullable Path path(Option option) {
    String file = values.get(option);
    return file == null ? null : Path.of(file);
  }

  /** Without what only a connection has, so that equal ones can share a client. */
  ConnectOptions shared() {
    Map<Option, String> rest = new java.util.EnumMap<>(Option.class);
    rest.putAll(values);
    rest.remove(Option.SCHEMA);
    rest.remove(Option.FETCH_SIZE);
    rest.remove(Option.CONNECT_TIMEOUT);
    return new ConnectOptions(hosts, rest, timeout, Duration.ZERO, 0, attempts, maxInFlightBytes);
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "jdbc:tiangong://" + hosts + "/" + get(Option.SCHEMA);
  }
}
