package io.tiangong.hbase;

import io.tiangong.embedded.HBaseServer;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.testing.ContractTable;
import io.tiangong.spi.testing.SourceContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The source contract on a real server, with a salted table. */
class HBaseSourceContractIT extends SourceContract {

  @TempDir static Path directory;

  private static HBaseServer server;
  private static HBaseSource source;
  private static HBaseTable table;

  @BeforeAll
  static void start() {
    server = HBaseServer.start(directory);
    source = source("hbase_rt", server.zookeeper());
    table =
        source.declare(
            ContractTable.definition(
                Map.of(
                    "table", "contract:every_kind",
                    "row-key", "salt(4), long(id)",
                    "family", "d")));
    try (HBaseTableWriter writer = source.writer(table)) {
      writer.create();
      ContractTable.relation().rows().forEach(writer::write);
    }
  }

  private static HBaseSource source(String name, String zookeeper) {
    return new HBaseSource(
        new SourceDefinition(name, "hbase", Map.of("primary.zookeeper", zookeeper)));
  }

  @AfterAll
  static void stop() {
    source.close();
    server.close();
  }

  @Override
  protected Source source() {
    return source;
  }

  @Override
  protected TableHandle table() {
    return table;
  }

  @Override
  protected Optional<Source> unreachable() {
    return Optional.of(source("hbase_down", "127.0.0.1:" + HBaseServer.Ports.free().zookeeper()));
  }
}
