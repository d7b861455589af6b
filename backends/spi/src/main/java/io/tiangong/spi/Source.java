package io.tiangong.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A place where tables live. Thread-safe. One instance per CREATE SOURCE.
 *
 * <p>Constructing a source does no I/O beyond starting lazy pools, so that a source that is down
 * never stops the gateway.
 */
public interface Source extends AutoCloseable {

  String name();

  SqlFlavor flavor();

  /**
   * Checks a declaration and compiles it. Pure, no I/O.
   *
   * @throws QueryException with {@link ErrorCode#CATALOG_INVALID} naming the table and the option
   */
  TableHandle declare(TableDefinition definition);

  /**
   * Looks at the source. Does I/O; called on load, on reload and in the background, never while a
   * query waits.
   *
   * @throws QueryException with {@link ErrorCode#SOURCE_UNAVAILABLE} when it can't be reached
   */
  SourceSchema discover(Collection<TableHandle> tables);

  /**
   * Looks at one table more closely, for ANALYZE TABLE: counts its rows when that takes seconds at
   * most. Does I/O. What it gives takes the place of the facts of {@link #discover}.
   *
   * @return {@link TableFacts#unknown} when the source has no such table
   * @throws QueryException with {@link ErrorCode#SOURCE_UNAVAILABLE} when it can't be reached
   */
  default TableFacts analyze(TableHandle table) {
    return discover(List.of(table)).tables().stream()
        .findFirst()
        .orElseGet(() -> TableFacts.unknown(table.definition().name()));
  }

  /**
   * Declares every table that the source has in one of its own schemas, as it is there: for IMPORT
   * TABLES. Does I/O.
   *
   * @param from the schema's name at the source
   * @param into schema of the declared names
   * @return in order of names; a column whose type TgSQL does not have is left out
   * @throws QueryException with {@link ErrorCode#NOT_SUPPORTED} when the source can't know its
   *     tables, with {@link ErrorCode#CATALOG_INVALID} when there is no such schema or a column
   *     does not fit any type, with {@link ErrorCode#SOURCE_UNAVAILABLE} when it can't be reached
   */
  default List<TableDefinition> tables(String from, String into) {
    throw new QueryException(
        ErrorCode.NOT_SUPPORTED, "source " + name() + " can't tell its tables: declare them");
  }

  /**
   * Says what of {@code want} the source takes over for this scan. Pure, no I/O, asked several
   * times. Empty when nothing has an effect. SQL-speaking sources need not answer: the planner
   * renders their sub-trees.
   */
  Optional<Pushdown> offer(Scan scan, Want want);

  /**
   * One line for EXPLAIN: what {@link #open} will do, such as {@code multi-get (tms, dt)}. Pure.
   */
  String describe(SourceRequest request);

  /**
   * Starts a request. The stage completes when the first batch is ready or the request failed; it
   * may also complete before this returns. A {@link BatchStream} that was handed out must be closed
   * by the caller, and stops on {@link ScanContext#cancellation()}.
   */
  CompletionStage<BatchStream> open(SourceRequest request, Bindings bindings, ScanContext context);

  /** Releases pools and connections; waits for nothing longer than a few seconds. */
  @Override
  void close();
}
