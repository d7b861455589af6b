package io.tiangong.conformance.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The 22 queries, with the substitution parameters of a seed; seed 0 takes the specification's
 * values for validation. The texts come with the data generator.
 */
final class TpchQueries {

  static final int COUNT = 22;

  private static final List<String> NATIONS =
      List.of("ALGERIA", "CHINA", "EGYPT", "INDIA", "IRAN", "JAPAN", "KENYA", "ROMANIA", "VIETNAM");
  private static final List<String> OTHER_NATIONS =
      List.of("FRANCE", "GERMANY", "PERU", "BRAZIL", "RUSSIA", "UNITED KINGDOM", "JORDAN");
  private static final List<String> REGIONS =
      List.of("AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST");
  private static final List<String> COLORS =
      List.of("green", "forest", "azure", "blue", "ivory", "lace", "misty", "peach", "tan");
  private static final List<String> BRANDS =
      List.of("Brand#11", "Brand#13", "Brand#22", "Brand#31", "Brand#44", "Brand#52", "Brand#55");
  private static final List<String> YEARS =
      IntStream.rangeClosed(1993, 1997).mapToObj(y -> y + "-01-01").toList();
  private static final List<String> MONTHS =
      IntStream.range(0, 48)
          .mapToObj(m -> "%d-%02d-01".formatted(1993 + m / 12, 1 + m % 12))
          .toList();

  /** A constant of a query, and what may stand in its place. */
  private record Substitution(int query, String constant, List<String> choices) {}

  private static final List<Substitution> SUBSTITUTIONS =
      List.of(
          new Substitution(1, "'90'", List.of("'60'", "'75'", "'120'")),
          new Substitution(2, "EUROPE", REGIONS),
          new Substitution(2, "BRASS", List.of("TIN", "NICKEL", "STEEL", "COPPER")),
          new Substitution(3, "BUILDING", List.of("AUTOMOBILE", "FURNITURE", "MACHINERY")),
          new Substitution(3, "1995-03-15", List.of("1995-03-01", "1995-03-22", "1995-03-31")),
          new Substitution(4, "1993-07-01", MONTHS),
          new Substitution(5, "ASIA", REGIONS),
          new Substitution(5, "1994-01-01", YEARS),
          new Substitution(6, "1994-01-01", YEARS),
          new Substitution(6, "'0.06'", List.of("'0.02'", "'0.05'", "'0.08'")),
          new Substitution(7, "FRANCE", NATIONS),
          new Substitution(7, "GERMANY", OTHER_NATIONS),
          new Substitution(8, "BRAZIL", List.of("ARGENTINA", "CANADA", "PERU", "UNITED STATES")),
          new Substitution(9, "green", COLORS),
          new Substitution(10, "1993-10-01", MONTHS),
          new Substitution(11, "GERMANY", NATIONS),
          new Substitution(12, "'MAIL'", List.of("'RAIL'", "'TRUCK'", "'AIR'")),
          new Substitution(12, "1994-01-01", YEARS),
          new Substitution(13, "special", List.of("pending", "unusual", "express")),
          new Substitution(14, "1995-09-01", MONTHS),
          new Substitution(15, "1996-01-01", MONTHS),
          new Substitution(16, "Brand#45", BRANDS),
          new Substitution(17, "Brand#23", BRANDS),
          new Substitution(18, "> 300", List.of("> 250", "> 270", "> 290")),
          new Substitution(19, "Brand#12", BRANDS),
          new Substitution(20, "forest", COLORS),
          new Substitution(20, "1994-01-01", YEARS),
          new Substitution(20, "CANADA", NATIONS),
          new Substitution(21, "SAUDI ARABIA", NATIONS),
          new Substitution(22, "'13'", List.of("'10'", "'12'", "'34'")));

  private TpchQueries() {}

  /**
   * Query of a number, from 1, in words that TgSQL and DuckDB share.
   *
   * @param seed of the substitution parameters
   */
  static String text(int number, long seed) {
    String text = shared(resource(number));
    Random random = new Random(seed * COUNT + number);
    for (Substitution substitution : SUBSTITUTIONS) {
      if (seed != 0 && substitution.query() == number) {
        List<String> choices = substitution.choices();
        text = text.replace(substitution.constant(), choices.get(random.nextInt(choices.size())));
      }
    }
    return text.replaceAll("decimal '([0-9.]+)'", "$1");
  }

  /** The one statement of several, and the spellings of one engine, in the common form. */
  private static String shared(String text) {
    return text.replaceAll("(?m)^--.*$", "")
        .replaceFirst(
            "(?s)CREATE OR REPLACE VIEW (\\w+) AS(.*?);\\s*SELECT", "WITH $1 AS ($2) SELECT")
        .strip()
        .replaceAll(";$", "")
        .replaceAll("date\\('([0-9-]+)'\\)", "DATE '$1'")
        .replace("substr(", "substring(");
  }

  private static String resource(int number) {
    String name = "/io/trino/tpch/queries/q" + number + ".sql";
    try (InputStream in = TpchQueries.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
