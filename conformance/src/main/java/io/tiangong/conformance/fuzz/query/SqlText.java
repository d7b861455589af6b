package io.tiangong.conformance.fuzz.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A query as text, with the values of its question marks.
 *
 * @param parameters one per question mark, in order
 */
public record SqlText(String sql, List<@Nullable Object> parameters) {

  /**
   * In TgSQL.
   *
   * @param schemas schema of the table of an alias
   * @param bound whether constants become parameters where they can
   */
  public static SqlText tgSql(Query query, Function<String, String> schemas, boolean bound) {
    Writer writer = new Writer(false, bound, t -> schemas.apply(t.alias()) + "." + t.table());
    String sql = writer.query(query);
    return new SqlText(sql, writer.parameters);
  }

  /** In DuckDB's SQL. */
  public static String duckDb(Query query) {
    return new Writer(true, false, Relation.Table::table).query(query);
  }

  /** Writes trees from left to right. */
  private static final class Writer {

    private static final Pattern HOLE = Pattern.compile("\\$([0-9*+])");

    private final boolean duckDb;
    private final boolean bound;
    private final Function<Relation.Table, String> tables;
    private final List<@Nullable Object> parameters = new ArrayList<>();

    Writer(boolean duckDb, boolean bound, Function<Relation.Table, String> tables) {
      this.duckDb = duckDb;
      this.bound = bound;
      this.tables = tables;
    }

    String query(Query query) {
      String body =
          query instanceof SetOperation set
              ? "(" + query(set.left()) + ") " + set.operator() + " (" + query(set.right()) + ")"
              : select((Select) query);
      return body + ending(query);
    }

    private String select(Select select) {
      StringBuilder text = new StringBuilder(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
      List<String> columns = new ArrayList<>();
      for (Expr column : select.columns()) {
        columns.add(expr(column) + " AS c" + (columns.size() + 1));
      }
      text.append(String.join(", ", columns));
      text.append(" FROM ").append(relation(select.from()));
      text.append(conditions(" WHERE ", select.where()));
      if (!select.groupBy().isEmpty()) {
        text.append(" GROUP BY ").append(list(select.groupBy()));
      }
      return text.append(conditions(" HAVING ", select.having())).toString();
    }

    private String ending(Query query) {
      StringBuilder text = new StringBuilder();
      if (!query.orderBy().isEmpty()) {
        text.append(" ORDER BY ");
        text.append(query.orderBy().stream().map(this::order).collect(Collectors.joining(", ")));
      }
      if (query.limit() >= 0) {
        text.append(" LIMIT ").append(query.limit());
      }
      if (query.offset() > 0) {
        text.append(" OFFSET ").append(query.offset());
      }
      return text.toString();
    }

    private String order(Select.Order order) {
      String nulls = order.nulls();
      if (duckDb && nulls.isEmpty()) {
        nulls = order.descending() ? "NULLS LAST" : "NULLS FIRST";
      }
      return (order.column() + (order.descending() ? " DESC " : " ") + nulls).strip();
    }

    private String conditions(String word, List<Expr> conditions) {
      return conditions.isEmpty()
          ? ""
          : word + conditions.stream().map(this::expr).collect(Collectors.joining(" AND "));
    }

    private String relation(Relation relation) {
      if (relation instanceof Relation.Table table) {
        return tables.apply(table) + " " + table.alias();
      } else if (relation instanceof Relation.Derived derived) {
        return "(" + query(derived.query()) + ") " + derived.alias();
      }
      Relation.Join join = (Relation.Join) relation;
      String right = relation(join.left()) + " " + join.kind() + " " + relation(join.right());
      return right + conditions(" ON ", join.on());
    }

    private String list(List<Expr> expressions) {
      return expressions.stream().map(this::expr).collect(Collectors.joining(", "));
    }

    private String expr(Expr expr) {
      if (expr instanceof Expr.Reference reference) {
        return reference.alias() + "." + reference.column();
      } else if (expr instanceof Expr.Literal literal) {
        return literal(literal);
      } else if (expr instanceof Expr.Nested nested) {
        String operand = list(nested.operand());
        return "(" + operand + nested.nesting().text() + "(" + query(nested.query()) + "))";
      }
      return call((Expr.Call) expr);
    }

    private String call(Expr.Call call) {
      List<String> arguments = call.arguments().stream().map(this::expr).toList();
      Matcher holes = HOLE.matcher(call.operator().template(duckDb));
      String text =
          holes.replaceAll(hole -> Matcher.quoteReplacement(fill(hole.group(1), arguments)));
      return "(" + text + ")";
    }

    private static String fill(String hole, List<String> arguments) {
      return switch (hole) {
        case "*" -> from(1, arguments);
        case "+" -> from(2, arguments);
        default -> arguments.get(Integer.parseInt(hole));
      };
    }

    private static String from(int first, List<String> arguments) {
      return IntStream.range(first, arguments.size())
          .mapToObj(arguments::get)
          .collect(Collectors.joining(", "));
    }

    private String literal(Expr.Literal literal) {
      Object value = literal.value();
      if (bound && literal.bindable() && value != null) {
        parameters.add(value);
        return "?";
      } else if (value == null) {
        return "CAST(NULL AS " + literal.family().typeName() + ")";
      }
      String text = value.toString();
      return switch (literal.family()) {
        case TRUTH -> text.toUpperCase(java.util.Locale.ROOT);
        case WHOLE -> text.startsWith("-") ? "(" + text + ")" : text;
        case EXACT -> "(" + ((java.math.BigDecimal) value).toPlainString() + ")";
        case FLOATING -> "(" + (text.contains("E") ? text : text + "E0") + ")";
        case TEXT -> "'" + text.replace("'", "''") + "'";
        case DATE -> "DATE '" + text + "'";
        case TIMESTAMP -> "TIMESTAMP '" + ((java.time.LocalDateTime) value).format(SECONDS) + "'";
        case TIME, BYTES -> throw new IllegalArgumentException("no literals of " + literal);
      };
    }

    private static final java.time.format.DateTimeFormatter SECONDS =
        java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
  }
}
