package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.plan.KeyFeed;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Scan;
import io.tiangong.spi.Source;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/** A fragment while the plan is being made. */
sealed interface Draft {

  String id();

  /** Name of the source. */
  String source();

  double rows();

  Optional<KeyFeed> feed();

  /** A sub-tree for a source that speaks SQL, or for the engine. */
  record Tree(String id, String source, RelNode tree, double rows, Optional<KeyFeed> feed)
      implements Draft {
    Tree withTree(RelNode newTree) {
      return new Tree(id, source, newTree, rows, feed);
    }

    Tree fedBy(RelNode filtered, KeyFeed keys) {
      return new Tree(id, source, filtered, rows, Optional.of(keys));
    }
  }

  /**
   * A scan of a key-value table.
   *
   * @param above conditions that stay above the scan; more of them may become useful to it once
   *     keys are fed
   */
  record KeyValue(
      String id,
      CatalogTable table,
      Scan scan,
      List<Predicate> above,
      double rows,
      Optional<KeyFeed> feed)
      implements Draft {

    public KeyValue {
      above = List.copyOf(above);
    }

    @Override
    public String source() {
      return table.source().name();
    }

    Source backend() {
      return table.source();
    }

    KeyValue with(Scan newScan, double newRows) {
      return new KeyValue(id, table, newScan, above, newRows, feed);
    }

    KeyValue fedBy(Scan fed, double newRows, KeyFeed keys) {
      return new KeyValue(id, table, fed, above, newRows, Optional.of(keys));
    }
  }
}
