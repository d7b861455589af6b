package io.tiangong.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

  private static final PasswordHash HASH = PasswordHash.create("s3cret:ä", 1_000, new Random(1));
  private static final User ANALYST =
      new User("analyst", HASH, Set.of("bi"), List.of("analysis", "adhoc"));
  private static final User ROBOT = new User("robot", null, Set.of(), List.of());
  private static final Instant START = Instant.parse("2026-11-11T00:00:00Z");

  private Instant now = START;
  private final Users users =
      Users.of(
          List.of(ANALYST, ROBOT),
          List.of(
              new Token("live", "robot", Digest.of("tgt.live"), START.plusSeconds(60)),
              new Token("eternal", "robot", Digest.of("tgt.eternal"), Instant.MAX)));
  private final Authenticator authenticator = authenticator(users, false);

  private Authenticator authenticator(Users known, boolean anonymous) {
    AuthSettings settings = new AuthSettings(anonymous, Duration.ofMinutes(5), "key");
    return new Authenticator(known, settings, () -> now, new Random(2));
  }

  @Test
  void passwordIsVerifiedOnceAndThenKnown() {
    Credentials credentials = basic("analyst", "s3cret:ä", null);
    assertThat(authenticator.known(credentials)).isEmpty();
    Identity identity = authenticator.verify(credentials);
    assertThat(identity).isEqualTo(new Identity("analyst", "analysis", Set.of("bi"), "::1"));
    assertThat(authenticator.known(credentials)).contains(identity);
  }

  @Test
  void wrongPasswordAndUnknownUserAreToldAlike() {
    String wrong = message(basic("analyst", "S3cret:ä", null));
    assertThat(message(basic("nobody", "s3cret:ä", null))).isEqualTo(wrong);
    assertThat(message(basic("robot", "", null))).isEqualTo(wrong);
    assertThat(wrong).contains("UNAUTHENTICATED");
  }

  @Test
  void accountMustBeOneOfTheUsers() {
    assertThat(authenticator.verify(basic("analyst", "s3cret:ä", "adhoc")).account())
        .isEqualTo("adhoc");
    assertThat(code(basic("analyst", "s3cret:ä", "finance")))
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(authenticator.verify(bearer("tgt.eternal")).account()).isEqualTo("robot");
  }

  @Test
  void tokenIsWorthNothingFromItsEndOn() {
    assertThat(authenticator.known(bearer("tgt.live"))).isPresent();
    now = START.plusSeconds(60);
    assertThat(code(bearer("tgt.live"))).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    assertThat(code(bearer("tgt.other"))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(authenticator.known(bearer("tgt.eternal"))).isPresent();
  }

  @Test
  void missingAndUnreadableCredentialsSayWhatIsWanted() {
    assertThat(message(new Credentials(null, null, ""))).contains("authorization");
    assertThat(message(new Credentials("Basic %%%", null, ""))).contains("Base64");
    assertThat(message(new Credentials("Digest abc", null, ""))).contains("Basic");
    assertThat(code(new Credentials("Bearer tgs.x.y", null, "")))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void sessionCarriesUserAndAccountUntilItEnds() {
    Identity identity = authenticator.verify(basic("analyst", "s3cret:ä", "adhoc"));
    String token = authenticator.session(identity);
    assertThat(authenticator.known(bearer(token))).contains(identity);
    assertThat(code(bearer(token.substring(0, token.length() - 2) + "xx")))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    now = now.plus(Duration.ofMinutes(5));
    assertThat(code(bearer(token))).isEqualTo(ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void sessionEndsWhenThePasswordIsChanged() {
    String token = authenticator.session(authenticator.verify(basic("analyst", "s3cret:ä", null)));
    PasswordHash other = PasswordHash.create("other", 1_000, new Random(3));
    authenticator.replace(
        Users.of(List.of(new User("analyst", other, Set.of(), List.of())), List.of()));
    assertThat(code(bearer(token))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(code(basic("analyst", "s3cret:ä", null))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(authenticator.verify(basic("analyst", "other", null)).user()).isEqualTo("analyst");
  }

  @Test
  void callersWithoutCredentialsAreAnonymousOnlyWhereThatIsAllowed() {
    Credentials none = new Credentials(null, null, "::1");
    assertThat(authenticator(users, true).known(none)).contains(Identity.anonymous("::1"));
    assertThat(authenticator(Users.none(), false).known(none)).contains(Identity.anonymous("::1"));
    assertThatThrownBy(
            () -> authenticator(users, true).known(new Credentials(null, "adhoc", "::1")))
        .hasMessageContaining("PERMISSION_DENIED");
    assertThatThrownBy(() -> authenticator(users, true).verify(basic("analyst", "wrong", null)))
        .hasMessageContaining("UNAUTHENTICATED");
  }

  @Test
  void hashIsWrittenAndReadAsPhc() {
    assertThat(PasswordHash.parse(HASH.toString()).orElseThrow().matches("s3cret:ä")).isTrue();
    for (String bad :
        List.of(
            "",
            "s3cret",
            "$pbkdf2-sha256$i=1$c2FsdHNhbHQ$aGFzaGhhc2g",
            "$pbkdf2-sha256$i=99999999$c2FsdHNhbHQ$aGFzaGhhc2g",
            "$pbkdf2-sha256$i=1000$c2Fs$aGFzaGhhc2g",
            "$pbkdf2-sha256$i=1000$c2FsdHNhbHQ$a",
            "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g")) {
      assertThat(PasswordHash.parse(bad)).as(bad).isEmpty();
    }
  }

  /** What Python's hashlib.pbkdf2_hmac says of "Password" and "NaClNaCl", 1,000 times. */
  @Test
  void hashIsThatOfTheStandard() {
    String salt =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString("NaClNaCl".getBytes(StandardCharsets.UTF_8));
    PasswordHash hash =
        PasswordHash.parse("$pbkdf2-sha256$i=1000$" + salt + "$" + HASH_OF_NACL).orElseThrow();
    assertThat(hash.matches("Password")).isTrue();
    assertThat(hash.matches("password")).isFalse();
  }

  private static final String HASH_OF_NACL = "MSIt3QlCxuLbefgRbHuMo0kQ2djxo9x35TFSZkuF5c0";

  private ErrorCode code(Credentials credentials) {
    return refusal(credentials).code();
  }

  private String message(Credentials credentials) {
    return refusal(credentials).getMessage();
  }

  private QueryException refusal(Credentials credentials) {
    return catchThrowableOfType(QueryException.class, () -> authenticator.verify(credentials));
  }

  private static Credentials bearer(String token) {
    return new Credentials("Bearer " + token, null, "::1");
  }

  private static Credentials basic(String user, String password, @Nullable String account) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(pair), account, "::1");
  }
}
