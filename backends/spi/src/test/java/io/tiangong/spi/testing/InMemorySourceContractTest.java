package io.tiangong.spi.testing;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.TableHandle;
import java.util.Map;
import java.util.Optional;

class InMemorySourceContractTest extends SourceContract {

  private final InMemorySource source = new InMemorySource("memory");
  private final TableHandle table =
      source.add(ContractTable.definition(Map.of()), ContractTable.relation().rows());

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
    InMemorySource down = new InMemorySource("down");
    down.fail(new QueryException(ErrorCode.SOURCE_UNAVAILABLE, "source down can't be reached"));
    return Optional.of(down);
  }
}
