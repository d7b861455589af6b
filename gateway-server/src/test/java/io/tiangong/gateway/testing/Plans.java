package io.tiangong.gateway.testing;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.KeyFeed;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.dialect.plan.TableRead;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.Scan;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.InMemorySource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans by hand over a table of two columns: {@code id} and {@code name}. */
public final class Plans {

  public static final List<Column> COLUMNS =
      List.of(
          new Column("id", ColumnType.of(TypeKind.BIGINT)),
          new Column("name", ColumnType.of(TypeKind.VARCHAR)));

  private Plans() {}

  /** Gives a source a table {@code test.<name>}. */
  public static TableHandle table(
      InMemorySource source, String name, List<List<@Nullable Object>> rows) {
    TableDefinition definition =
        new TableDefinition(
            new TableName("test", name), COLUMNS, List.of("id"), List.of(), Map.of());
    return source.add(definition, rows);
  }

  /** Rows with the ids 1 to count. */
  public static List<List<@Nullable Object>> rows(long count) {
    return LongStream.rangeClosed(1, count).mapToObj(id -> row(id, "name " + id)).toList();
  }

  public static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  public static Scan scan(TableHandle table) {
    return Scan.of(table, COLUMNS);
  }

  /** A fragment that waits for nothing. */
  public static Fragment fragment(String id, String source, SourceRequest request) {
    return new Fragment(id, source, request, List.of(), 10);
  }

  /** A fragment whose ids come from the ids of another one, through the slot {@code k-<id>}. */
  public static Fragment fed(String id, String source, Scan scan, String by, int maxKeys) {
    String slot = "k-" + id;
    return new Fragment(
        id,
        source,
        scan.withKeys(new KeyFilter(slot, List.of("id"))),
        List.of(new KeyFeed(slot, by, List.of(0), maxKeys)),
        10);
  }

  /** The union of other fragments, by {@link UnionEngine}. */
  public static Fragment union(String id, String... inputs) {
    List<SqlRequest.Input> tables =
        Stream.of(inputs).map(input -> new SqlRequest.Input("t_" + input, input, COLUMNS)).toList();
    SqlRequest request = new SqlRequest(SqlText.of("union"), COLUMNS, tables);
    return new Fragment(id, Fragment.ENGINE, request, List.of(), 10);
  }

  public static QueryPlan plan(Fragment... fragments) {
    return new QueryPlan(
        fragments[fragments.length - 1].request().output(),
        List.of(fragments),
        List.of(),
        List.of(new TableRead(new TableName("test", "t"), Set.of("id", "name"))),
        10);
  }
}
