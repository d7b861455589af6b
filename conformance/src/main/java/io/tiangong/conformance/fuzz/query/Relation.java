package io.tiangong.conformance.fuzz.query;

import java.util.List;
import java.util.stream.Stream;

/** What stands in a FROM clause. */
public sealed interface Relation {

  /** A table, wherever it lies. */
  record Table(String table, String alias) implements Relation {}

  /** A query. */
  record Derived(Query query, String alias) implements Relation {}

  /**
   * Two relations.
   *
   * @param kind such as {@code LEFT JOIN}
   * @param on conditions that all hold
   */
  record Join(String kind, Relation left, Relation right, List<Expr> on) implements Relation {
    public Join {
      on = List.copyOf(on);
    }
  }

  /** The tables in it, those of its queries too. */
  default Stream<Table> tables() {
    if (this instanceof Join join) {
      return Stream.of(join.left(), join.right()).flatMap(Relation::tables);
    } else if (this instanceof Derived derived) {
      return derived.query().tables();
    }
    return Stream.of((Table) this);
  }

  /** The queries that it is made of. */
  default Stream<Query> queries() {
    if (this instanceof Join join) {
      return Stream.concat(join.left().queries(), join.right().queries());
    }
    return this instanceof Derived derived ? Stream.of(derived.query()) : Stream.empty();
  }

  /** The conditions of its joins, and the expressions of its queries. */
  default Stream<Expr> conditions() {
    if (this instanceof Join join) {
      return Stream.of(join.on().stream(), join.left().conditions(), join.right().conditions())
          .flatMap(s -> s);
    }
    return this instanceof Derived derived ? derived.query().expressions() : Stream.empty();
  }
}
