package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.spi.SqlRequest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WideJoinTest {

  private static final int MOST = 61;
  private static final Pattern TABLE = Pattern.compile("FROM `orders`|JOIN `orders`|, `orders`");

  private final Dialect dialect = new Dialect(TestCatalog.create(), 1 << 20);

  @Test
  void aJoinOfAsManyTablesAsMySqlTakesIsPushedWhole() {
    assertThat(joined(MOST)).containsExactly((long) MOST);
  }

  @Test
  void aWiderJoinIsLeftToTheEngine() {
    assertThat(joined(MOST + 3)).hasSize(MOST + 3).containsOnly(1L);
  }

  /** Tables in each fragment of a join of orders with itself. */
  private List<Long> joined(int tables) {
    String from =
        IntStream.range(1, tables)
            .mapToObj(i -> "JOIN ord.orders o%d ON o%d.order_id = o0.order_id".formatted(i, i))
            .collect(Collectors.joining(" ", "FROM ord.orders o0 ", ""));
    return dialect.explain("SELECT o0.amount " + from, List.of(), "").plan().fragments().stream()
        .filter(f -> !f.source().equals(Fragment.ENGINE))
        .map(f -> TABLE.matcher(((SqlRequest) f.request()).text().toString()).results().count())
        .toList();
  }
}
