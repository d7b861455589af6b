package io.tiangong.dialect;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SourceSchema;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.SqlTable;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.Want;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A source that is planned for and never opened. As a key-value source it takes equality, ranges
 * and choices of them on primary-key columns, the order of the primary key, and a limit when
 * nothing else is left.
 */
record PlannedSource(String name, SqlFlavor flavor) implements Source {

  private record Handle(TableDefinition definition) implements SqlTable {
    @Override
    public List<String> path() {
      return List.of(
          definition.options().getOrDefault("table", definition.name().table()).split("\\."));
    }
  }

  @Override
  public TableHandle declare(TableDefinition definition) {
    return new Handle(definition);
  }

  @Override
  public SourceSchema discover(Collection<TableHandle> tables) {
    return new SourceSchema(List.of());
  }

  @Override
  public Optional<Pushdown> offer(Scan scan, Want want) {
    List<Predicate> filters = new ArrayList<>(scan.filters());
    Set<Integer> taken = new HashSet<>();
    List<String> key = scan.table().definition().primaryKey();
    for (int i = 0; i < want.filters().size(); i++) {
      Predicate filter = want.filters().get(i);
      if (isOfKey(filter, key)) {
        filters.add(filter);
        taken.add(i);
      }
    }
    List<String> order = want.order().stream().map(k -> k.column().name()).toList();
    boolean ordered =
        order.isEmpty() || order.equals(key.subList(0, Math.min(key.size(), order.size())));
    boolean limit = want.limit().isPresent() && taken.size() == want.filters().size() && ordered;
    if (taken.isEmpty() && !limit) {
      return Optional.empty();
    }
    Scan offered = scan.withFilters(filters);
    offered =
        limit ? offered.withOrder(want.order()).withLimit(want.limit().orElseThrow()) : offered;
    return Optional.of(
        new Pushdown(
            offered, taken, limit && !order.isEmpty(), limit, Math.pow(0.1, taken.size())));
  }

  private static boolean isOfKey(Predicate filter, List<String> key) {
    if (filter instanceof Predicate.AnyOf any) {
      return any.branches().stream().flatMap(List::stream).allMatch(p -> isOfKey(p, key));
    }
    if (filter instanceof Predicate.Compare compare) {
      return compare.op() != Predicate.Op.NE && key.contains(compare.column().name());
    }
    return filter instanceof Predicate.In in && key.contains(in.column().name());
  }

  @Override
  public String describe(SourceRequest request) {
    Scan scan = (Scan) request;
    return "scan "
        + scan.table().definition().name()
        + scan.output().stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList()
        + " where "
        + scan.filters()
        + scan.keys().map(k -> " keys " + k.slot() + k.columns()).orElse("")
        + (scan.order().isEmpty() ? "" : " order " + scan.order())
        + scan.limit().map(l -> " limit " + l).orElse("")
        + scan.asOf().map(moment -> " as of " + moment).orElse("");
  }

  @Override
  public CompletionStage<BatchStream> open(
      SourceRequest request, Bindings bindings, ScanContext context) {
    return CompletableFuture.failedFuture(
        new QueryException(ErrorCode.SOURCE_UNAVAILABLE, name + " is planned for only"));
  }

  @Override
  public void close() {}
}
