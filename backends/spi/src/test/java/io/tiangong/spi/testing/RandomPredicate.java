package io.tiangong.spi.testing;

import io.tiangong.spi.Column;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Value;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes conditions that are true for some rows of a relation and false for others. */
public final class RandomPredicate {

  private RandomPredicate() {}

  public static Predicate over(Relation relation, Random random) {
    return random.nextInt(5) == 0
        ? new Predicate.AnyOf(
            IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(
                    branch ->
                        IntStream.rangeClosed(0, random.nextInt(3))
                            .mapToObj(i -> ofOneColumn(relation, random))
                            .toList())
                .toList())
        : ofOneColumn(relation, random);
  }

  private static Predicate ofOneColumn(Relation relation, Random random) {
    int at = random.nextInt(relation.columns().size());
    Column column = relation.columns().get(at);
    return switch (random.nextInt(4)) {
      case 0 -> new Predicate.IsNull(column, random.nextBoolean());
      case 1 ->
          new Predicate.In(
              column,
              IntStream.rangeClosed(0, random.nextInt(4))
                  .mapToObj(i -> operand(relation, at, random))
                  .toList());
      default -> {
        Predicate.Op[] ops = Predicate.Op.values();
        yield new Predicate.Compare(
            column, ops[random.nextInt(ops.length)], operand(relation, at, random));
      }
    };
  }

  /** A value that occurs in the column. */
  private static Operand operand(Relation relation, int at, Random random) {
    List<Object> present =
        relation.rows().stream().map(row -> row.get(at)).filter(Objects::nonNull).toList();
    return new Operand.Literal(
        new Value(
            relation.columns().get(at).type().withNullable(false),
            present.get(random.nextInt(present.size()))));
  }
}
