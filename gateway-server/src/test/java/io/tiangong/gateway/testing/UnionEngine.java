package io.tiangong.gateway.testing;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Column;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SourceSchema;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.Want;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An engine whose every statement is the union of its inputs, one after the other. */
public final class UnionEngine implements Source {

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public SqlFlavor flavor() {
    return SqlFlavor.DUCKDB;
  }

  @Override
  public TableHandle declare(TableDefinition definition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SourceSchema discover(Collection<TableHandle> tables) {
    return new SourceSchema(List.of());
  }

  @Override
  public Optional<Pushdown> offer(Scan scan, Want want) {
    return Optional.empty();
  }

  @Override
  public String describe(SourceRequest request) {
    return "union";
  }

  @Override
  public CompletionStage<BatchStream> open(
      SourceRequest request, Bindings bindings, ScanContext context) {
    SqlRequest union = (SqlRequest) request;
    List<BatchStream> inputs =
        union.inputs().stream()
            .map(input -> Objects.requireNonNull(bindings.inputs().get(input.fragment())))
            .toList();
    return CompletableFuture.completedFuture(new UnionStream(union.output(), inputs, context));
  }

  @Override
  public void close() {}

  private static final class UnionStream implements BatchStream {
    private final List<Column> columns;
    private final List<BatchStream> inputs;
    private final VectorSchemaRoot root;
    private int current;

    UnionStream(List<Column> columns, List<BatchStream> inputs, ScanContext context) {
      this.columns = columns;
      this.inputs = inputs;
      this.root = VectorSchemaRoot.create(ArrowTypes.schema(columns), context.allocator());
    }

    @Override
    public List<Column> columns() {
      return columns;
    }

    @Override
    public VectorSchemaRoot root() {
      return root;
    }

    @Override
    public boolean next() {
      root.clear();
      while (current < inputs.size()) {
        BatchStream input = inputs.get(current);
        if (input.next()) {
          for (int i = 0; i < columns.size(); i++) {
            input.root().getVector(i).makeTransferPair(root.getVector(i)).transfer();
          }
          root.setRowCount(input.root().getRowCount());
          return true;
        }
        current++;
      }
      return false;
    }

    @Override
    public void close() {
      root.close();
      inputs.forEach(BatchStream::close);
    }
  }
}
