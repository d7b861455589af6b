package io.tiangong.gateway.routing;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import java.util.Map;

/** Picks the replica that serves a fragment; today every source has its primary only. */
public final class Router {

  private static final String PRIMARY = "primary";

  private final Map<String, Source> sources;

  /**
   * @param sources every source by name, the combining engine included
   */
  public Router(Map<String, Source> sources) {
    this.sources = Map.copyOf(sources);
  }

  public Route route(String source) {
    Source found = sources.get(source);
    if (found == null) {
      throw new QueryException(ErrorCode.INTERNAL, "the plan names an unknown source: " + source);
    }
    return new Route(found, PRIMARY);
  }
}
