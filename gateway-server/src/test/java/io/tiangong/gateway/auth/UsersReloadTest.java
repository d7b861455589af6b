package io.tiangong.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.gateway.config.UsersFile;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsersReloadTest {

  private static final String ONE = "users: {a: {tokens: {t: {sha256: '%064x'}}}}".formatted(1);
  private static final String TWO = ONE.replace("a:", "b:");

  private String text = ONE;
  private final List<Users> taken = new ArrayList<>();
  private final UsersReload reload =
      new UsersReload(ONE, this::read, changed -> UsersFile.parse("f", changed), taken::add);

  private String read() {
    if (text.isEmpty()) {
      throw new QueryException(ErrorCode.CONFIG_INVALID, "can't read f");
    }
    return text;
  }

  @Test
  void onlyAChangedFileIsTakenOver() {
    reload.run();
    assertThat(taken).isEmpty();
    text = TWO;
    reload.run();
    reload.run();
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).users()).containsOnlyKeys("b");
  }

  @Test
  void badFileChangesNothingUntilItIsMended() {
    for (String bad : List.of("users: {a: {}}", "", "{", "users: {}")) {
      text = bad;
      reload.run();
    }
    assertThat(taken).isEmpty();
    text = TWO;
    reload.run();
    assertThat(taken).hasSize(1);
  }
}
