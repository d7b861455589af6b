package io.tiangong.offline;

import io.tiangong.spi.Column;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.testing.ContractTable;
import io.tiangong.spi.testing.SourceContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a source, on a copy in DuckDB and on a view over Parquet files. */
class OfflineSourceContractTest {

  @Nested
  class OfCopiedTable extends Contract {
    OfCopiedTable() {
      super(1L << 30);
    }
  }

  @Nested
  class OfView extends Contract {
    OfView() {
      super(0);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Contract extends SourceContract {

    private final long nativeTableBytes;
    private Path directory = Path.of("");
    private TestEngine engine;
    private TestEngine unreachableEngine;
    private OfflineSource source;
    private TableHandle table;

    Contract(long nativeTableBytes) {
      this.nativeTableBytes = nativeTableBytes;
    }

    @BeforeAll
    void writeTable(@TempDir Path temporary) throws Exception {
      directory = temporary;
      engine = new TestEngine(TestEngine.settings(directory, 256L << 20, nativeTableBytes));
      unreachableEngine = TestEngine.in(directory);
      TestFiles.write(engine, ContractTable.relation(), directory.resolve("data/every_kind"));
      source = new OfflineSource(definition("files", "data"), engine.engine);
      table = source.declare(ContractTable.definition(Map.of("format", "parquet")));
      source.discover(List.of(table));
    }

    @AfterAll
    void stop() {
      source.close();
      engine.close();
      unreachableEngine.close();
    }

    private SourceDefinition definition(String name, String path) {
      return new SourceDefinition(
          name, "offline", Map.of("path", directory.resolve(path).toString()));
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
      return Optional.of(
          new OfflineSource(definition("down", "nowhere"), unreachableEngine.engine));
    }

    @Override
    protected SourceRequest request(List<Column> output, Optional<KeyFilter> keys) {
      String columns =
          output.stream().map(c -> '"' + c.name() + '"').collect(Collectors.joining(", "));
      String from = "SELECT " + columns + " FROM \"contract\".\"every_kind\"";
      SqlText text =
          keys.map(k -> TestEngine.text(from + " WHERE ", new SqlBind.Keys(k), ""))
              .orElse(SqlText.of(from));
      return new SqlRequest(text, output, List.of());
    }
  }
}
