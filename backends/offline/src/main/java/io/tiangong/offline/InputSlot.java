package io.tiangong.offline;

import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/**
 * A temporary view of a connection whose rows are the stream that was put in last.
 *
 * <p>The view refers to a C struct at a fixed address, and DuckDB takes the stream out of that
 * struct when a statement starts to scan it. So a statement is prepared on the view once, and each
 * execution only refills the struct: an Arrow input costs no registration and no planning.
 */
final class InputSlot implements AutoCloseable {

  private final DuckDBConnection connection;
  private final String view;
  private final ArrowArrayStream struct;

  /**
   * Makes the view, which looks at the schema of the first stream.
   *
   * @param structs for the struct; rows are in the memory of their reader
   */
  InputSlot(DuckDBConnection connection, String view, InputReader first, BufferAllocator structs) {
    this.connection = connection;
    this.view = view;
    this.struct = ArrowArrayStream.allocateNew(structs);
    put(first);
    connection.registerArrowStream(view, struct);
  }

  String view() {
    return view;
  }

  /** The slot, or DuckDB once it took the stream, closes the reader. */
  void put(InputReader reader) {
    struct.release();
    Data.exportArrayStream(reader.allocator(), reader, struct);
  }

  /** Closes a stream that DuckDB did not take. */
  void clear() {
    struct.release();
  }

  @Override
  public void close() throws SQLException {
    struct.release();
    try (struct;
        Statement statement = connection.createStatement()) {
      statement.execute("DROP VIEW IF EXISTS temp." + Sql.name(view));
    }
  }
}
