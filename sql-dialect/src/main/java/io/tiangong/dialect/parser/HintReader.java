package io.tiangong.dialect.parser;

import io.tiangong.dialect.plan.Hints;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.NearestName;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hints of a query: those behind its first SELECT. One use per statement.
 *
 * <p>Hints are typed: a misspelt name or value is an error at its place, as it would be in the rest
 * of the statement.
 */
public final class HintReader {

  private static final List<String> NAMES = List.of("MAX_STALENESS", "LANE", "TIMEOUT", "NO_CACHE");
  private static final List<String> LANES = List.of("fast", "standard", "heavy");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

  private final Set<String> seen = new HashSet<>();
  private Optional<Duration> maxStaleness = Optional.empty();
  private Optional<String> lane = Optional.empty();
  private Optional<Duration> timeout = Optional.empty();
  private boolean noCache;

  private HintReader() {}

  /**
   * @throws QueryException with SEMANTIC_ERROR for a hint that does not exist, comes twice, has a
   *     wrong value, or stands in a sub-query
   */
  public static Hints read(SqlNode query) {
    SqlSelect first = firstSelect(query);
    query.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlSelect select && select != first && select.hasHints()) {
              throw error(select.getHints(), "hints stand behind the first SELECT of a statement");
            }
            return super.visit(call);
          }
        });
    return first == null || !first.hasHints() ? Hints.NONE : read(first.getHints());
  }

  private static @Nullable SqlSelect firstSelect(SqlNode query) {
    if (query instanceof SqlSelect select) {
      return select;
    } else if (query instanceof SqlOrderBy ordered) {
      return firstSelect(ordered.query);
    } else if (query instanceof SqlWith with) {
      return firstSelect(with.body);
    }
    return query instanceof SqlCall call && call.getOperator() instanceof SqlSetOperator
        ? firstSelect(call.operand(0))
        : null;
  }

  private static Hints read(SqlNodeList hints) {
    HintReader reader = new HintReader();
    hints.forEach(hint -> reader.read((SqlHint) hint));
    return new Hints(reader.maxStaleness, reader.lane, reader.timeout, reader.noCache);
  }

  private void read(SqlHint hint) {
    String name = hint.getName().toUpperCase(Locale.ROOT);
    if (!NAMES.contains(name)) {
      throw error(
          hint,
          "there is no hint "
              + hint.getName()
              + NearestName.of(name, NAMES)
                  .map(near -> "; did you mean " + near + "?")
                  .orElse("; known are " + String.join(", ", NAMES)));
    } else if (!seen.add(name)) {
      throw error(hint, "the hint " + name + " is given twice");
    }
    switch (name) {
      case "MAX_STALENESS" -> maxStaleness = Optional.of(duration(hint));
      case "LANE" -> lane = Optional.of(lane(hint));
      case "TIMEOUT" -> timeout = Optional.of(positive(hint, duration(hint)));
      default -> noCache = flag(hint);
    }
  }

  private static boolean flag(SqlHint hint) {
    if (!hint.getOptionList().isEmpty()) {
      throw error(hint, "the hint " + hint.getName() + " takes no value");
    }
    return true;
  }

  private static String lane(SqlHint hint) {
    String written = value(hint, "'heavy'");
    String lane = written.toLowerCase(Locale.ROOT);
    if (!LANES.contains(lane)) {
      throw error(
          hint,
          "there is no lane '"
              + written
              + "'"
              + NearestName.of(lane, LANES)
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse("; known are " + String.join(", ", LANES)));
    }
    return lane;
  }

  private static Duration duration(SqlHint hint) {
    String written = value(hint, "'2s'").strip().toLowerCase(Locale.ROOT);
    Matcher matcher = DURATION.matcher(written);
    if (!matcher.matches()) {
      throw error(
          hint,
          "the hint "
              + hint.getName()
              + " takes a duration such as '500ms', '2s', '5m' or '1h', not '"
              + written
              + "'");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  private static Duration positive(SqlHint hint, Duration duration) {
    if (duration.isZero()) {
      throw error(hint, "the hint " + hint.getName() + " takes a duration of more than nothing");
    }
    return duration;
  }

  private static String value(SqlHint hint, String example) {
    List<String> values = hint.getOptionList();
    boolean list = hint.getOptionFormat() != SqlHint.HintOptionFormat.KV_LIST;
    if (values.size() != 1 || !list) {
      throw error(hint, "the hint " + hint.getName() + " takes one value, such as " + example);
    }
    return values.get(0);
  }

  private static QueryException error(SqlNode at, String message) {
    SqlNode shown = at instanceof SqlHint hint ? hint.getOperandList().get(0) : at;
    SqlParserPos pos = shown.getParserPosition();
    return new QueryException(ErrorCode.SEMANTIC_ERROR, message)
        .at(new TextPosition(Math.max(1, pos.getLineNum()), Math.max(1, pos.getColumnNum())));
  }
}
