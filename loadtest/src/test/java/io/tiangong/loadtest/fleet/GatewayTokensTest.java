package io.tiangong.loadtest.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.loadtest.scenario.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTokensTest {

  private static final Instant END = Instant.parse("2027-03-01T12:00:00Z");
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path directory;

  private Path file;
  private GatewayTokens tokens;

  @BeforeEach
  void writeFile() {
    file = directory.resolve("gateway-users.yaml");
    tokens =
        new GatewayTokens(
            file,
            List.of(
                account("short", "abc", Optional.of(Duration.ofMinutes(1))),
                account("lasting", "def", Optional.empty())));
    tokens.write();
  }

  private static Account account(String name, String token, Optional<Duration> life) {
    return new Account(name, "", "", token, life, "");
  }

  private String text() throws IOException {
    return Files.readString(file);
  }

  @Test
  void nothingExpiresBeforeTheEndOfTheRunIsKnown() throws IOException {
    assertThat(text()).contains("\"short\":", "\"lasting\":").doesNotContain("expires");
  }

  @Test
  void tokenOutlivesTheRun() throws IOException {
    tokens.runEnds(END);
    assertThat(text().lines())
        .contains(
            "      \"short\": {sha256: \"" + SHA256_OF_ABC + "\", expires: 2027-03-01T12:01:00Z}");
  }

  @Test
  void skewMovesEveryExpiryEarlierAndIsTakenBack() throws IOException {
    tokens.runEnds(END);
    String before = text();
    tokens.skew(Duration.ofMinutes(10));
    assertThat(text())
        .isEqualTo(before.replace("2027-03-01T12:01:00Z", "2027-03-01T11:51:00Z"))
        .isNotEqualTo(before);
    tokens.skew(Duration.ZERO);
    assertThat(text()).isEqualTo(before);
  }

  @Test
  void nextRunBeginsWithoutSkew() throws IOException {
    tokens.runEnds(END);
    String before = text();
    tokens.skew(Duration.ofMinutes(10));
    tokens.runEnds(END);
    assertThat(text()).isEqualTo(before);
  }

  @Test
  void fileHoldsNoTokenAndLeavesNoOtherBehind() throws IOException {
    assertThat(text()).doesNotContain("abc\"", "\"def");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void gatewayWithoutTokensIsOpenToEverybody() {
    Path other = directory.resolve("other-users.yaml");
    GatewayTokens none = new GatewayTokens(other, List.of());
    none.runEnds(END);
    assertThat(other).doesNotExist();
    assertThat(none.config()).isEmpty();
    assertThat(tokens.config()).contains("users: gateway-users.yaml", "anonymous: true");
  }
}
