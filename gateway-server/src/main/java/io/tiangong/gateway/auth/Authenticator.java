package io.tiangong.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tiangong.gateway.auth.Credentials.Login;
import io.tiangong.gateway.auth.SessionTokens.Session;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who asks. Thread-safe.
 *
 * <p>Passwords are made to be slow to verify, calls must be fast. So {@link #known} answers at once
 * for anonymous callers, for tokens, and for passwords that were verified lately; {@link #verify}
 * takes as long as a password takes, and runs elsewhere. What was verified is remembered under a
 * salted digest, never by its text, and forgotten when the users change. Refusals are remembered
 * for a few seconds, too, so that a client that repeats a wrong password costs little.
 */
public final class Authenticator {

  private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

  private static final int MAX_REMEMBERED = 10_000;
  private static final int SALT_BYTES = 16;
  private static final int SHOWN_NAME = 64;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(5);

  private final AuthSettings settings;
  private final SessionTokens sessions;
  private final InstantSource clock;
  private final byte[] salt = new byte[SALT_BYTES];
  private volatile Known known;

  /** The users of one moment, and who of them was verified. */
  private record Known(Users users, PasswordHash nobody, Cache<Digest, Verdict> verdicts) {}

  /** Whose the password was; nobody's when it was wrong. */
  private record Verdict(@Nullable User user) {}

  /**
   * @param random of the salt under which verified passwords are remembered
   */
  public Authenticator(
      Users users, AuthSettings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.sessions = new SessionTokens(settings.sessionKey(), settings.sessionLife(), clock);
    this.clock = clock;
    random.nextBytes(salt);
    this.known = known(users);
  }

  /** Takes other users from now on; verified passwords are verified again. */
  public void replace(Users users) {
    known = known(users);
  }

  private static Known known(Users users) {
    Cache<Digest, Verdict> verdicts =
        Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .ticker(Ticker.systemTicker())
            .expireAfter(
                Expiry.<Digest, Verdict>creating(
                    (digest, verdict) -> verdict.user() == null ? REFUSAL_REMEMBERED : REMEMBERED))
            .executor(Runnable::run)
            .build();
    return new Known(users, PasswordHash.ofNobody(users.dearestIterations()), verdicts);
  }

  /**
   * Who asks, as far as that takes microseconds.
   *
   * @return empty: only {@link #verify} can tell
   * @throws QueryException with UNAUTHENTICATED, TOKEN_EXPIRED or PERMISSION_DENIED
   */
  public Optional<Identity> known(Credentials credentials) {
    Known now = known;
    if (now.users().isEmpty()) {
      return Optional.of(anonymous(credentials));
    }
    String authorization = credentials.authorization();
    if (authorization == null) {
      if (settings.anonymous()) {
        return Optional.of(anonymous(credentials));
      }
      throw refused(
          "this gateway wants to know who asks; send the metadata \"authorization\" with"
              + " \"Basic …\" or \"Bearer …\"");
    }
    String token = credentials.token();
    if (token != null) {
      return Optional.of(ofToken(token, credentials, now.users()));
    }
    Verdict verdict = now.verdicts().getIfPresent(Digest.of(salt, authorization));
    return verdict == null ? Optional.empty() : Optional.of(identity(verdict, credentials));
  }

  /**
   * Who asks. Takes some tenths of a second of processor time for a password, right or wrong, known
   * user or not.
   *
   * @throws QueryException as {@link #known}
   */
  public Identity verify(Credentials credentials) {
    Optional<Identity> already = known(credentials);
    if (already.isPresent()) {
      return already.get();
    }
    Login login = credentials.login();
    if (login == null) {
      throw refused(
          "the metadata \"authorization\" can't be read; it is \"Bearer \" and a token, or"
              + " \"Basic \" and the Base64 of user:password");
    }
    Known now = known;
    Digest digest = Digest.of(salt, Objects.requireNonNull(credentials.authorization()));
    Verdict verdict = now.verdicts().get(digest, key -> verdict(login, now, credentials));
    return identity(Objects.requireNonNull(verdict), credentials);
  }

  /** A bearer token for the caller's next calls, which costs less to verify than a password. */
  public String session(Identity identity) {
    return sessions.sign(identity, known.users().user(identity.user()).orElse(null));
  }

  private static Verdict verdict(Login login, Known now, Credentials credentials) {
    Optional<User> user = now.users().user(login.user());
    boolean right = user.flatMap(User::password).orElse(now.nobody()).matches(login.password());
    if (right) {
      return new Verdict(user.orElse(null));
    }
    log.info("refused {} from {}", shown(login.user()), credentials.address());
    return new Verdict(null);
  }

  private static Identity identity(Verdict verdict, Credentials credentials) {
    if (verdict.user() == null) {
      throw refused("the user or the password is wrong");
    }
    return identity(verdict.user(), credentials.account(), credentials);
  }

  private Identity ofToken(String token, Credentials credentials, Users users) {
    if (SessionTokens.isOne(token)) {
      return ofSession(token, credentials, users);
    }
    Token found =
        users.token(Digest.of(token)).orElseThrow(() -> refused("the bearer token is unknown"));
    if (!clock.instant().isBefore(found.expires())) {
      throw new QueryException(
          ErrorCode.TOKEN_EXPIRED,
          "the token " + found.name() + " expired at " + found.expires() + "; ask for a new one");
    }
    User user = users.user(found.user()).orElseThrow(() -> refused("the token's user is gone"));
    return identity(user, credentials.account(), credentials);
  }

  private Identity ofSession(String token, Credentials credentials, Users users) {
    Session session =
        sessions.read(token).orElseThrow(() -> refused("the session is not of this gateway"));
    if (!clock.instant().isBefore(session.expires())) {
      throw new QueryException(
          ErrorCode.TOKEN_EXPIRED,
          "the session expired at " + session.expires() + "; log in again");
    }
    String account = Objects.requireNonNullElse(credentials.account(), session.account());
    Optional<User> user = users.user(session.user());
    if (!SessionTokens.mark(user.orElse(null)).equals(session.mark())) {
      throw refused("the user of this session was changed; log in again");
    }
    if (user.isEmpty()) {
      if (!settings.anonymous()) {
        throw refused("this gateway serves no anonymous callers any more; log in");
      }
      return anonymous(new Credentials(null, account, credentials.address()));
    }
    return identity(user.get(), account, credentials);
  }

  private static Identity identity(User user, @Nullable String account, Credentials credentials) {
    String charged = account == null ? user.accounts().get(0) : account;
    if (!user.accounts().contains(charged)) {
      throw mayNotCharge(user.name(), charged);
    }
    return new Identity(user.name(), charged, user.roles(), credentials.address());
  }

  private static Identity anonymous(Credentials credentials) {
    String account = credentials.account();
    if (account != null && !account.equals(Identity.ANONYMOUS)) {
      throw mayNotCharge(Identity.ANONYMOUS, account);
    }
    return Identity.anonymous(credentials.address());
  }

  private static QueryException mayNotCharge(String user, String account) {
    return new QueryException(
            ErrorCode.PERMISSION_DENIED,
            "the user " + user + " may not charge the account " + shown(account))
        .with("account", shown(account));
  }

  private static QueryException refused(String why) {
    return new QueryException(ErrorCode.UNAUTHENTICATED, why);
  }

  private static String shown(String name) {
    String clean = name.replaceAll("\\p{C}", "?");
    return clean.length() > SHOWN_NAME ? clean.substring(0, SHOWN_NAME) + "…" : clean;
  }
}
