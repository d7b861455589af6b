package io.tiangong.hbase;

import io.tiangong.hbase.keyplan.KeyCondition;
import io.tiangong.hbase.rowkey.KeyPrefix;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Scan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What EXPLAIN says of a scan, such as {@code multi-get rt:fulfilment by (tms, dt), keys from k1}.
 */
final class ScanDescription {

  private final HBaseTable table;
  private final RowKeySpec spec;
  private final Scan scan;

  /** The filters, of a choice the branch that narrows the least. */
  private final List<Predicate> narrowing;

  private final int known;

  private ScanDescription(HBaseTable table, Scan scan) {
    this.table = table;
    this.spec = table.rowKey();
    this.scan = scan;
    this.narrowing =
        KeyCondition.conjunctions(scan.filters()).stream()
            .min(Comparator.comparingInt(this::used))
            .orElseThrow();
    this.known = known(narrowing);
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
    int used = used(narrowing);
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

  private int known(List<Predicate> filters) {
    return KeyPushdown.knownFields(spec, filters, scan);
  }

  /** How many leading fields narrow what is read: those known, and a range of the next one. */
  private int used(List<Predicate> filters) {
    int fields = known(filters);
    return fields < spec.fields().size() && hasRange(filters, fields) ? fields + 1 : fields;
  }

  private boolean hasRange(List<Predicate> filters, int field) {
    return filters.stream()
        .anyMatch(
            filter ->
                filter instanceof Predicate.Compare compare
                    && KeyCondition.isOfOneField(spec, compare)
                    && KeyPushdown.field(spec, compare) == field);
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
