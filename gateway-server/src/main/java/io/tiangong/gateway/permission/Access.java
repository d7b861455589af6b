package io.tiangong.gateway.permission;

import io.tiangong.dialect.plan.TableRead;
import io.tiangong.gateway.auth.Identity;
import java.util.List;

/** Evidence that a caller was allowed to read these tables and columns. */
public record Access(Identity identity, List<TableRead> reads) {
  public Access {
    reads = List.copyOf(reads);
  }
}
