package io.tiangong.conformance.fuzz.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queries that are one step smaller than a query, large steps first. Some may be invalid: then
 * they fail everywhere in the same way.
 */
public final class Reductions {

  private Reductions() {}

  public static List<Query> of(Query query) {
    if (query instanceof SetOperation set) {
      return ofSet(set);
    }
    Select select = (Select) query;
    List<Query> smaller = new ArrayList<>();
    ofFrom(select.from()).forEach(from -> smaller.add(over(select, from)));
    if (!select.orderBy().isEmpty()) {
      smaller.add(select.ordered(List.of(), Select.ALL, 0));
      smaller.add(select.ordered(select.orderBy(), Select.ALL, 0));
    }
    if (select.distinct()) {
      smaller.add(with(select, false, select.where(), select.groupBy(), select.having()));
    }
    without(select.where())
        .forEach(
            w ->
                smaller.add(with(select, select.distinct(), w, select.groupBy(), select.having())));
    without(select.having())
        .forEach(
            h -> smaller.add(with(select, select.distinct(), select.where(), select.groupBy(), h)));
    for (int i = 0; i < select.columns().size() && select.columns().size() > 1; i++) {
      smaller.add(withoutColumn(select, i));
    }
    each(select.where())
        .forEach(
            w ->
                smaller.add(with(select, select.distinct(), w, select.groupBy(), select.having())));
    each(select.columns()).forEach(columns -> smaller.add(withColumns(select, columns)));
    return smaller.stream().filter(q -> !q.equals(query)).toList();
  }

  private static List<Query> ofSet(SetOperation set) {
    List<Query> smaller = new ArrayList<>(List.of(set.left(), set.right()));
    if (!set.orderBy().isEmpty()) {
      smaller.add(set.ordered(List.of(), Select.ALL, 0));
    }
    for (Query left : of(set.left())) {
      if (left instanceof Select select && select.columns().size() == set.columns().size()) {
        smaller.add(
            new SetOperation(
                set.operator(), select, set.right(), set.orderBy(), set.limit(), set.offset()));
      }
    }
    for (Query right : of(set.right())) {
      if (right instanceof Select select && select.columns().size() == set.columns().size()) {
        smaller.add(
            new SetOperation(
                set.operator(), set.left(), select, set.orderBy(), set.limit(), set.offset()));
      }
    }
    return smaller;
  }

  private static Select with(
      Select select, boolean distinct, List<Expr> where, List<Expr> groupBy, List<Expr> having) {
    return new Select(
        distinct,
        select.columns(),
        select.from(),
        where,
        groupBy,
        having,
        select.orderBy(),
        select.limit(),
        select.offset());
  }

  private static Select withColumns(Select select, List<Expr> columns) {
    List<Expr> groupBy =
        select.groupBy().stream()
            .filter(g -> !select.columns().contains(g) || columns.contains(g))
            .toList();
    return new Select(
        select.distinct(),
        columns,
        select.from(),
        select.where(),
        groupBy,
        select.having(),
        select.orderBy(),
        select.limit(),
        select.offset());
  }

  private static Select withoutColumn(Select select, int dropped) {
    List<Expr> columns = new ArrayList<>(select.columns());
    columns.remove(dropped);
    List<Select.Order> order =
        select.orderBy().stream()
            .filter(o -> o.column() != dropped + 1)
            .map(
                o ->
                    o.column() > dropped + 1
                        ? new Select.Order(o.column() - 1, o.descending(), o.nulls())
                        : o)
            .toList();
    return withColumns(select, columns).ordered(order, select.limit(), select.offset());
  }

  /** The query over less; what names the rest goes, too. */
  private static Query over(Select select, Relation from) {
    Set<String> known = aliases(from);
    List<Expr> columns = select.columns().stream().filter(e -> names(e, known)).toList();
    if (columns.isEmpty() || !select.orderBy().isEmpty()) {
      columns = select.columns();
    }
    return new Select(
        select.distinct(),
        columns,
        from,
        select.where().stream().filter(e -> names(e, known)).toList(),
        select.groupBy().stream().filter(e -> names(e, known)).toList(),
        select.having().stream().filter(e -> names(e, known)).toList(),
        select.orderBy(),
        select.limit(),
        select.offset());
  }

  private static Set<String> aliases(Relation relation) {
    if (relation instanceof Relation.Join join) {
      return Stream.of(join.left(), join.right())
          .flatMap(r -> aliases(r).stream())
          .collect(Collectors.toCollection(HashSet::new));
    }
    return Set.of(
        relation instanceof Relation.Table table
            ? table.alias()
            : ((Relation.Derived) relation).alias());
  }

  private static boolean names(Expr expr, Set<String> known) {
    return expr.all().allMatch(e -> !(e instanceof Expr.Reference r) || known.contains(r.alias()));
  }

  private static List<Relation> ofFrom(Relation relation) {
    List<Relation> smaller = new ArrayList<>();
    if (relation instanceof Relation.Derived derived) {
      of(derived.query()).stream()
          .filter(q -> q.columns().size() == derived.query().columns().size())
          .forEach(q -> smaller.add(new Relation.Derived(q, derived.alias())));
    } else if (relation instanceof Relation.Join join) {
      smaller.add(join.left());
      smaller.add(join.right());
      Stream.concat(without(join.on()).stream(), each(join.on()).stream())
          .filter(on -> !on.isEmpty())
          .forEach(
              on -> smaller.add(new Relation.Join(join.kind(), join.left(), join.right(), on)));
      ofFrom(join.left())
          .forEach(l -> smaller.add(new Relation.Join(join.kind(), l, join.right(), join.on())));
      ofFrom(join.right())
          .forEach(r -> smaller.add(new Relation.Join(join.kind(), join.left(), r, join.on())));
    }
    return smaller;
  }

  /** The list without each of its elements. */
  private static List<List<Expr>> without(List<Expr> list) {
    List<List<Expr>> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      List<Expr> rest = new ArrayList<>(list);
      rest.remove(i);
      all.add(rest);
    }
    return all;
  }

  /** The list with each of its elements made smaller in each way. */
  private static List<List<Expr>> each(List<Expr> list) {
    List<List<Expr>> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      for (Expr smaller : ofExpr(list.get(i))) {
        List<Expr> copy = new ArrayList<>(list);
        copy.set(i, smaller);
        all.add(copy);
      }
    }
    return all;
  }

  private static List<Expr> ofExpr(Expr expr) {
    List<Expr> smaller = new ArrayList<>();
    expr.children().stream().filter(c -> c.family() == expr.family()).forEach(smaller::add);
    if (expr instanceof Expr.Call call) {
      each(call.arguments())
          .forEach(a -> smaller.add(new Expr.Call(call.operator(), call.family(), a)));
    } else if (expr instanceof Expr.Nested nested) {
      of(nested.query()).stream()
          .map(Select.class::cast)
          .filter(q -> q.columns().size() == 1)
          .map(q -> new Expr.Nested(nested.nesting(), nested.family(), nested.operand(), q))
          .forEach(smaller::add);
    }
    return smaller;
  }
}
