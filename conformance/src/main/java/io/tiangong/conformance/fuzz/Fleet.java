package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.answer.Answer;
import io.tiangong.conformance.answer.Answers;
import io.tiangong.conformance.fuzz.query.Query;
import io.tiangong.conformance.fuzz.query.SqlText;
import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.conformance.placement.PlacedTables;
import io.tiangong.conformance.placement.Placement;
import io.tiangong.conformance.placement.ServedTables;
import io.tiangong.conformance.placement.Servers;
import java.sql.SQLException;

/** The fuzz tables at every placement, behind a gateway with pushdown and one without. */
final class Fleet implements AutoCloseable {

  private final ServedTables pushing;
  private final ServedTables plain;

  /**
   * @param name of its own among all on these servers
   */
  Fleet(Servers servers, String name, Oracle data) throws SQLException {
    try (PlacedTables placed = new PlacedTables(servers, name)) {
      for (LogicalTable table : FuzzTables.ALL) {
        for (Placement placement : Placement.values()) {
          placed.add(placement, table, data.tables());
        }
      }
      pushing = ServedTables.start(placed, "");
      plain = ServedTables.start(placed, "execution: {pushdown: false}\n");
    }
  }

  /** The text of a query, as a variant sends it. */
  static SqlText text(Query query, Variant variant) {
    return SqlText.tgSql(query, variant::schema, variant.bound());
  }

  /** Thread-safe. */
  Answer answer(Query query, Variant variant) {
    SqlText text = text(query, variant);
    ServedTables served = variant.pushdown() ? pushing : plain;
    return Answers.ofGateway(served.client(), text.sql(), text.parameters());
  }

  /** Queries that kept memory. */
  long leaks() {
    return pushing.leaks() + plain.leaks();
  }

  @Override
  public void close() {
    pushing.close();
    plain.close();
  }
}
