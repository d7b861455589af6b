package io.tiangong.loadtest.direct;

import io.tiangong.demo.dataset.Calendar;
import io.tiangong.hbase.rowkey.RowKeyParser;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads the demo's HBase tables with the HBase client alone. */
public final class DirectHBase implements AutoCloseable {

  private static final byte[] FAMILY = Bytes.toBytes("d");
  private static final byte[] STATUS = Bytes.toBytes("status");
  private static final byte[] DONE = Bytes.toBytes("done");

  private final AsyncConnection connection;
  private final AsyncTable<?> tracks;
  private final AsyncTable<?> fulfilments;
  private final RowKeySpec trackKey =
      RowKeyParser.parse("salt(8), long(order_id)", List.of(column("order_id", TypeKind.BIGINT)));
  private final RowKeySpec fulfilmentKey =
      RowKeyParser.parse(
          "salt(8), utf8(tms), date(dt)",
          List.of(column("tms", TypeKind.VARCHAR), column("dt", TypeKind.DATE)));

  public DirectHBase(int zookeeperPort) {
    Configuration configuration = HBaseConfiguration.create();
    configuration.set("hbase.zookeeper.quorum", "127.0.0.1");
    configuration.setInt("hbase.zookeeper.property.clientPort", zookeeperPort);
    connection = ConnectionFactory.createAsyncConnection(configuration).join();
    tracks = connection.getTable(TableName.valueOf("rt:order_track"));
    fulfilments = connection.getTable(TableName.valueOf("rt:fulfilment"));
  }

  private static Column column(String name, TypeKind kind) {
    return new Column(name, ColumnType.of(kind).withNullable(false));
  }

  /** The status of an order; the future's text is null when there is no such row. */
  public CompletableFuture<@Nullable String> status(long orderId) {
    return tracks
        .get(new Get(trackKey.encode(List.of(orderId))).addColumn(FAMILY, STATUS))
        .thenApply(row -> Bytes.toString(row.getValue(FAMILY, STATUS)));
  }

  /** What a carrier has done on a day; empty when it has no row. */
  public CompletableFuture<OptionalLong> done(String tms, LocalDate day) {
    Get get = new Get(fulfilmentKey.encode(List.of(tms, day))).addColumn(FAMILY, DONE);
    return fulfilments
        .get(get)
        .thenApply(row -> row.isEmpty() ? OptionalLong.empty() : OptionalLong.of(done(row)));
  }

  /** Counters of carriers today; 0 for a carrier without a row. */
  public CompletableFuture<List<Long>> doneToday(List<String> carriers) {
    List<Get> gets =
        carriers.stream()
            .map(tms -> new Get(fulfilmentKey.encode(List.of(tms, Calendar.TODAY))))
            .map(get -> get.addColumn(FAMILY, DONE))
            .toList();
    return fulfilments
        .getAll(gets)
        .thenApply(rows -> rows.stream().map(DirectHBase::done).toList());
  }

  private static long done(Result row) {
    byte[] cell = row.getValue(FAMILY, DONE);
    return cell == null ? 0 : Bytes.toLong(cell);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
