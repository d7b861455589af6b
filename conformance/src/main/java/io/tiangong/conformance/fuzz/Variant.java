package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.placement.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One way to run a query.
 *
 * @param placement of every table; null: they are spread, by alias and {@code spread}
 * @param pushdown whether sources do more than to deliver columns
 * @param bound whether constants are parameters where they can be
 * @param spread any number
 */
record Variant(@Nullable Placement placement, boolean pushdown, boolean bound, int spread) {

  /**
   * All ways: three placements and a spread, with pushdown and without, literals and parameters.
   */
  static List<Variant> all(int spread) {
    List<@Nullable Placement> placements = new ArrayList<>(List.of(Placement.values()));
    placements.add(null);
    List<Variant> all = new ArrayList<>();
    for (boolean pushdown : new boolean[] {true, false}) {
      for (boolean bound : new boolean[] {false, true}) {
        placements.forEach(p -> all.add(new Variant(p, pushdown, bound, spread)));
      }
    }
    return all;
  }

  /** Where the table of an alias lies. */
  String schema(String alias) {
    Placement[] placements = Placement.values();
    Placement chosen =
        placement == null
            ? placements[Math.floorMod(spread + alias.hashCode() * 7, placements.length)]
            : placement;
    return chosen.schema();
  }

  @Override
  public String toString() {
    return (placement == null ? "spread" : placement.name().toLowerCase(Locale.ROOT))
        + (pushdown ? ", pushdown" : ", no pushdown")
        + (bound ? ", parameters" : ", literals");
  }
}
