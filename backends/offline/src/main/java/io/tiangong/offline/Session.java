package io.tiangong.offline;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;

/** A connection with its most recently used prepared statements; used by one query at a time. */
final class Session implements AutoCloseable {

  /**
   * A statement holds its plan, some ten kilobytes, and the hash tables of its last execution, at
   * least some hundred kilobytes of the engine's memory: hence {@link SessionPool#relieve}.
   */
  static final int MAX_STATEMENTS = 64;

  private static final float LOAD_FACTOR = 0.75f;

  private final DuckDBConnection connection;
  private final BufferAllocator allocator = new RootAllocator();
  private final Map<QueryText, PreparedQuery> statements =
      new LinkedHashMap<>(MAX_STATEMENTS, LOAD_FACTOR, true);
  private final PreparedStatement nothing;
  private long slotsMade;

  Session(DuckDBConnection connection) throws SQLException {
    this.connection = connection;
    this.nothing = connection.prepareStatement("SELECT 1");
  }

  DuckDBConnection connection() {
    return connection;
  }

  /**
   * For what DuckDB holds of Arrow inputs: batches until it has read them, schemas as long as the
   * statement lives, which is longer than the query that brought them.
   */
  BufferAllocator allocator() {
    return allocator;
  }

  boolean hasPrepared(QueryText text) {
    return statements.containsKey(text);
  }

  int prepared() {
    return statements.size();
  }

  /**
   * The statement, ready to be executed once.
   *
   * @param inputs one per input of the text
   */
  PreparedQuery prepare(QueryText text, List<InputReader> inputs) throws SQLException {
    PreparedQuery cached = statements.get(text);
    if (cached != null) {
      for (int i = 0; i < inputs.size(); i++) {
        cached.slots().get(i).put(inputs.get(i));
      }
      return cached;
    }
    PreparedQuery query = prepareAnew(text, inputs);
    statements.put(text, query);
    evictEldest();
    return query;
  }

  private PreparedQuery prepareAnew(QueryText text, List<InputReader> inputs) throws SQLException {
    List<InputSlot> slots = new ArrayList<>();
    boolean done = false;
    try {
      for (InputReader input : inputs) {
        slots.add(new InputSlot(connection, "input " + slotsMade++, input, allocator));
      }
      PreparedQuery query = PreparedQuery.prepare(connection, text, slots);
      done = true;
      return query;
    } finally {
      if (!done) {
        for (InputSlot slot : slots) {
          slot.close();
        }
      }
    }
  }

  private void evictEldest() throws SQLException {
    if (statements.size() > MAX_STATEMENTS) {
      Iterator<PreparedQuery> eldest = statements.values().iterator();
      PreparedQuery evicted = eldest.next();
      eldest.remove();
      evicted.close();
    }
  }

  /** Ends what a failed or half-read statement left running, which frees what it held. */
  void abort() throws SQLException {
    nothing.executeQuery().close();
  }

  /** Forgets a statement; the driver closes one that failed. */
  void discard(QueryText text) throws SQLException {
    PreparedQuery query = statements.remove(text);
    if (query != null) {
      query.close();
    }
  }

  /** Closes inputs that the statement did not take. */
  void clear(QueryText text) {
    PreparedQuery query = statements.get(text);
    if (query != null) {
      query.slots().forEach(InputSlot::clear);
    }
  }

  /** Closes all statements, also when one does not close. */
  void forget() throws SQLException {
    SQLException fault = null;
    for (PreparedQuery query : statements.values()) {
      try {
        query.close();
      } catch (SQLException e) {
        fault = e;
      }
    }
    statements.clear();
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public void close() throws SQLException {
    try (allocator;
        connection) {
      forget();
    }
  }
}
