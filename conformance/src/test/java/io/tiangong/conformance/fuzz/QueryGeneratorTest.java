package io.tiangong.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.conformance.fuzz.query.Query;
import io.tiangong.conformance.fuzz.query.Reductions;
import io.tiangong.conformance.fuzz.query.Relation;
import io.tiangong.conformance.fuzz.query.SqlText;
import java.sql.SQLException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class QueryGeneratorTest {

  private static final long SEED = 3;
  private static final int QUERIES = 300;

  @Test
  void aSeedDrawsTheSameQueries() {
    assertThat(QueryGenerator.draw(SEED, 17)).isEqualTo(QueryGenerator.draw(SEED, 17));
    assertThat(QueryGenerator.draw(SEED, 17)).isNotEqualTo(QueryGenerator.draw(SEED, 18));
  }

  @Test
  void everyQueryIsOneOfDuckDbToo() throws SQLException {
    try (Oracle oracle = new Oracle(new FuzzTables(SEED))) {
      assertThat(LongStream.range(0, QUERIES).mapToObj(i -> QueryGenerator.draw(SEED, i)))
          .allSatisfy(query -> assertThat(oracle.answer(query)).isPresent());
    }
  }

  @Test
  void everyParameterHasItsQuestionMark() {
    for (int i = 0; i < QUERIES; i++) {
      SqlText text = SqlText.tgSql(QueryGenerator.draw(SEED, i), alias -> "mysql", true);
      assertThat(text.sql().chars().filter(c -> c == '?').count())
          .isEqualTo(text.parameters().size());
    }
  }

  @Test
  void aliasesAreUnique() {
    for (int i = 0; i < QUERIES; i++) {
      assertThat(QueryGenerator.draw(SEED, i).tables().map(Relation.Table::alias))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void reductionsEnd() {
    for (int i = 0; i < 40; i++) {
      Query query = QueryGenerator.draw(SEED, i);
      int steps = 0;
      for (var smaller = Reductions.of(query); !smaller.isEmpty(); steps++) {
        query = smaller.get(0);
        smaller = Reductions.of(query);
      }
      assertThat(steps).isLessThan(200);
    }
  }
}
