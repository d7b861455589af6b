package io.tiangong.hbase;

import io.tiangong.hbase.keyplan.KeyCondition;
import io.tiangong.hbase.rowkey.KeyPrefix;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Scan;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What EXPLAIN says of a scan, such as {@code multi-get rt:fulfilment by (tms, dt), keys from k1}.
 */
final class ScanDescription {

  private final HBaseTable table;
  private final RowKeySpec spec;
  private final Scan scan;
  private final int known;

  private ScanDescription(HBaseTable table, Scan scan) {
    this.table = table;
    this.spec = table.rowKey();
    this.scan = scan;
    this.known = KeyPushdown.knownFields(spec, scan.filters(), scan);
  }

  static String of(HBaseTable table, Scan scan) {
    return new ScanDescription(table, scan).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder(access());
    scan.keys().ifPresent(keys -> text.append(", keys from ").append(keys.slot()));
    where(false).ifPresent(text::append);
    where(true).ifPresent(text::append);
    scan.asOf().ifPresent(moment -> text.append(", as of ").append(moment));
    order().ifPresent(text::append);
    scan.limit().ifPresent(limit -> text.append(", limit ").append(limit));
    return text.toString().replaceAll("\\R", " ");
  }

  private Optional<String> where(boolean cells) {
    String all =
        scan.filters().stream()
            .filter(filter -> CellFilters.supports(table, filter) == cells)
            .map(Predicate::toString)
            .collect(Collectors.joining(" and "));
    return all.isEmpty() ? Optional.empty() : Optional.of((cells ? ", cells " : ", where ") + all);
  }

  private Optional<String> order() {
    return KeyOrder.of(spec, scan.filters(), scan.order())
        .map(order -> order.reversed() ? ", in reversed key order" : ", in key order");
  }

  private String access() {
    if (known == spec.fields().size()) {
      return (isSingle() ? "get " : "multi-get ") + table.physical() + by(known);
    }
    int used = known + (hasRange() ? 1 : 0);
    boolean prefixLost = spec.prefix() instanceof KeyPrefix.Hash hash && hash.field() >= known;
    if (used == 0 || prefixLost) {
      return "full scan " + table.physical();
    }
    return "range scan " + table.physical() + by(used) + buckets();
  }

  private boolean isSingle() {
    return scan.keys().isEmpty()
        && scan.filters().stream()
            .filter(filter -> KeyCondition.supports(spec, filter))
            .allMatch(KeyPushdown::isSingle);
  }

  private boolean hasRange() {
    String next = spec.fields().get(known).column().name();
    return scan.filters().stream()
        .filter(filter -> KeyCondition.supports(spec, filter))
        .anyMatch(
            filter ->
                filter instanceof Predicate.Compare compare
                    && compare.column().name().equalsIgnoreCase(next));
  }

  private String by(int fields) {
    return " by (" + String.join(", ", spec.columnNames().subList(0, fields)) + ")";
  }

  private String buckets() {
    boolean all = spec.prefix().fields().stream().anyMatch(field -> field >= known);
    return spec.prefix() instanceof KeyPrefix.Salt salt && all
        ? " x " + salt.buckets() + " salt buckets"
        : "";
  }
}
