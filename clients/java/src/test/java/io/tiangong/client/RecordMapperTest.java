package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.client.testing.LoopbackGateway;
import io.tiangong.client.testing.ScriptedAnswer;
import io.tiangong.v1.TypeKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordMapperTest {

  private static final String SQL = "SELECT * FROM ord.orders";

  private LoopbackGateway gateway;
  private TiangongClient client;

  private enum Status {
    PAID,
    SENT
  }

  private record Order(
      long orderId, Status status, BigDecimal amount, @Nullable LocalDate shippedOn, int items) {}

  @BeforeEach
  void start() throws Exception {
    gateway = new LoopbackGateway();
    client = TiangongClient.connect(gateway.target());
    orders(row(7L, "PAID", new BigDecimal("12.50"), null, 3));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
  }

  @Test
  void componentsTakeTheColumnsOfTheirNames() {
    orders(
        row(7L, "PAID", new BigDecimal("12.50"), null, 3),
        row(8L, "SENT", new BigDecimal("0.10"), LocalDate.of(2026, 11, 11), 1));
    assertThat(client.query(SQL).map(Order.class))
        .containsExactly(
            new Order(7, Status.PAID, new BigDecimal("12.50"), null, 3),
            new Order(8, Status.SENT, new BigDecimal("0.10"), LocalDate.of(2026, 11, 11), 1));
  }

  private record Misnamed(long orderId, String colour) {}

  @Test
  void missingColumnIsNamed() {
    refused(
        Misnamed.class,
        "COLUMN_NOT_FOUND: no column for Misnamed.colour; the answer has order_id, status, amount,"
            + " shipped_on, items");
  }

  private record Mistyped(LocalDate status) {}

  @Test
  void columnOfAnotherTypeIsNamed() {
    refused(
        Mistyped.class,
        "TYPE_MISMATCH: column status is VARCHAR and can't be read as the LocalDate status");
  }

  private record Narrow(int orderId) {}

  @Test
  void numberThatDoesNotFitIsAnError() {
    orders(row(5_000_000_000L, "PAID", BigDecimal.ONE, null, 1));
    refused(
        Narrow.class,
        "TYPE_MISMATCH: 5000000000 in column order_id does not fit a int; make it a long");
  }

  @Test
  void nullDoesNotFitAPrimitive() {
    orders(row(null, "PAID", BigDecimal.ONE, null, 1));
    refused(
        Order.class,
        "TYPE_MISMATCH: NULL in column order_id does not fit a long; make it a class, such as Long,"
            + " or use COALESCE");
  }

  @Test
  void textThatIsNoConstantIsAnError() {
    orders(row(1L, "LOST", BigDecimal.ONE, null, 1));
    refused(Order.class, "TYPE_MISMATCH: 'LOST' in column status does not fit a Status");
  }

  @Test
  void streamThatIsNotReadToItsEndEndsTheQueryWhenClosed() throws Exception {
    ScriptedAnswer long1 = answer();
    long1.row(7L, "PAID", BigDecimal.ONE, null, 1);
    gateway.hangs(SQL, long1.messages(1).get(0), long1.messages(1).get(1));
    try (Stream<Order> orders = client.query(SQL).map(Order.class)) {
      assertThat(orders.findFirst().orElseThrow().orderId()).isEqualTo(7);
    }
    assertThat(gateway.sawCancel()).isTrue();
  }

  private <R extends Record> void refused(Class<R> type, String message) {
    assertThatThrownBy(() -> client.query(SQL).map(type).toList())
        .isInstanceOf(TiangongException.class)
        .hasMessage(message);
  }

  private static @Nullable Object[] row(@Nullable Object... cells) {
    return cells;
  }

  private void orders(@Nullable Object[]... rows) {
    ScriptedAnswer answer = answer();
    List.of(rows).forEach(answer::row);
    gateway.answers(SQL, answer);
  }

  private static ScriptedAnswer answer() {
    return new ScriptedAnswer()
        .column("order_id", TypeKind.TYPE_KIND_BIGINT)
        .column("status", TypeKind.TYPE_KIND_VARCHAR)
        .column("amount", TypeKind.TYPE_KIND_DECIMAL, 12, 2)
        .column("shipped_on", TypeKind.TYPE_KIND_DATE)
        .column("items", TypeKind.TYPE_KIND_INTEGER);
  }
}
