package io.tiangong.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.gateway.auth.Digest;
import io.tiangong.gateway.auth.PasswordHash;
import io.tiangong.gateway.auth.Users;
import io.tiangong.spi.QueryException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsersFileTest {

  private static final String HASH = PasswordHash.create("s3cret", 1_000, new Random(1)).toString();

  @Test
  void usersAndTokensAreRead() {
    Users users =
        UsersFile.parse(
            "users.yaml",
            """
            users:
              analyst:
                password: "%s"
                roles: [bi, ops]
                accounts: [analysis, adhoc]
              dashboard:
                tokens:
                  grafana: {sha256: %s, expires: 2027-01-01T00:00:00Z}
                  eternal: {sha256: %s}
            """
                .formatted(HASH, Digest.of("one"), Digest.of("two")));
    assertThat(users.users().get("analyst"))
        .satisfies(
            user -> {
              assertThat(user.roles()).containsExactlyInAnyOrder("bi", "ops");
              assertThat(user.accounts()).containsExactly("analysis", "adhoc");
              assertThat(user.password().map(PasswordHash::toString)).contains(HASH);
            });
    assertThat(users.users().get("dashboard").accounts()).containsExactly("dashboard");
    assertThat(users.tokens().get(Digest.of("one")).expires())
        .isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(users.tokens().get(Digest.of("two")).user()).isEqualTo("dashboard");
  }

  @Test
  void allProblemsAreListedAndNoSecretIsRepeated() {
    QueryException problems =
        catchThrowableOfType(
            QueryException.class,
            () ->
                UsersFile.parse(
                    "users.yaml",
                    """
                    users:
                      a: {password: hunter2}
                      b: {tokens: {t: {sha256: tgt.secret, expires: soon}}}
                      c: {roles: [x]}
                      d: {paswort: hunter2}
                      e: {tokens: {u: {sha256: %1$s}, v: {sha256: %1$s}}}
                    """
                        .formatted(Digest.of("one"))));
    assertThat(problems.text().lines())
        .anyMatch(line -> line.startsWith("users.yaml:2: 'users.a.password' must be a hash"))
        .anyMatch(line -> line.startsWith("users.yaml:3: 'users.b.tokens.t.sha256' must be"))
        .anyMatch(line -> line.contains("'users.b.tokens.t.expires' must be a time"))
        .anyMatch(line -> line.startsWith("users.yaml:4: users.c: there is neither"))
        .anyMatch(line -> line.contains("unknown key 'users.d.paswort'"))
        .anyMatch(line -> line.startsWith("users.yaml:6:") && line.contains("'e.u'"));
    assertThat(problems.text()).doesNotContain("hunter2").doesNotContain("tgt.secret");
  }
}
