package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.dialect.parser.HintReader;
import io.tiangong.dialect.parser.TgSqlParser;
import io.tiangong.dialect.parser.ast.SqlAnalyzeTable;
import io.tiangong.dialect.parser.ast.SqlDelayJoin;
import io.tiangong.dialect.parser.ast.SqlDescribe;
import io.tiangong.dialect.parser.ast.SqlExplainQuery;
import io.tiangong.dialect.parser.ast.SqlKillQuery;
import io.tiangong.dialect.parser.ast.SqlSearchTables;
import io.tiangong.dialect.parser.ast.SqlShow;
import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.Hints;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.dialect.plan.StreamJoin;
import io.tiangong.dialect.plan.TableRead;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TextPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Plans statements against one catalog version: parse, validate, convert, optimise, cut into
 * fragments, feed keys, render. Thread-safe.
 */
public final class QueryPlanner {

  private static final int LONGEST_REASON = 200;

  private final Catalog catalog;
  private final Translator translator;
  private final boolean pushdown;

  public QueryPlanner(Catalog catalog) {
    this(catalog, true);
  }

  /**
   * @param pushdown whether sources do more than to deliver columns of tables
   */
  public QueryPlanner(Catalog catalog, boolean pushdown) {
    this.catalog = catalog;
    this.pushdown = pushdown;
    this.translator = new Translator(catalog);
  }

  /** The version that this planner plans against. */
  public Catalog catalog() {
    return catalog;
  }

  /**
   * Plans one statement.
   *
   * @param parameterTypes types of the question marks; missing ones are inferred
   * @param schema where names without a schema are looked for first; empty: the default schema
   * @throws QueryException for every error of the statement, with its place in the text
   */
  public CompiledStatement plan(String sql, List<ColumnType> parameterTypes, String schema) {
    try {
      catalog.requireSchema(schema);
      return plan(TgSqlParser.parseStatement(sql), parameterTypes, schema);
    } catch (QueryException e) {
      throw e;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw notPlanned(e);
    }
  }

  /**
   * What a statement takes and gives, whatever its parameters are; does not optimise.
   *
   * @param parameterTypes types of the question marks; missing ones are inferred
   * @param schema as for {@link #plan}
   * @throws QueryException for every error of the statement, with its place in the text
   */
  public Signature signature(String sql, List<ColumnType> parameterTypes, String schema) {
    try {
      catalog.requireSchema(schema);
      SqlNode statement = TgSqlParser.parseStatement(sql);
      SqlNode query = statement instanceof SqlExplainQuery explain ? explain.query() : statement;
      if (!query.isA(SqlKind.QUERY)) {
        return new Signature(List.of(), List.of());
      }
      Translation translation = translator.translate(query, nullable(parameterTypes), schema);
      boolean answersItself = query == statement;
      return new Signature(
          nullable(translation.parameterTypes()),
          answersItself ? translation.nullableColumns() : List.of());
    } catch (QueryException e) {
      throw e;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw notPlanned(e);
    }
  }

  private static List<ColumnType> nullable(List<ColumnType> types) {
    return types.stream().map(type -> type.withNullable(true)).toList();
  }

  /**
   * Tables and views by name, with all that is known of them. A view that can't be read is told
   * without columns and with its problem.
   *
   * @param wanted which of them
   */
  public List<TableDescription> tables(Predicate<TableName> wanted) {
    CatalogDescriptions descriptions = descriptions();
    return catalog
        .names()
        .filter(wanted)
        .sorted(Comparator.comparing(TableName::schema).thenComparing(TableName::table))
        .map(descriptions::describe)
        .toList();
  }

  /**
   * @param parts as written
   * @param schema where a name without a schema is looked for first; empty: the default schema
   * @throws QueryException with TABLE_NOT_FOUND and the nearest real name
   */
  public TableDescription describe(List<String> parts, String schema) {
    return descriptions().describe(catalog.resolve(parts, schema));
  }

  /**
   * The tables and views that fit some words best; best first.
   *
   * @param visible which of them may be told
   */
  public List<TableDescription> search(String text, int limit, Predicate<TableName> visible) {
    CatalogDescriptions descriptions = descriptions();
    return new CatalogSearch(text)
        .among(catalog.names().filter(visible).map(descriptions::describe)).stream()
            .map(CatalogSearch.Hit::table)
            .limit(limit)
            .toList();
  }

  private CatalogDescriptions descriptions() {
    return new CatalogDescriptions(catalog, translator::rowType);
  }

  /** Calcite gives up in many ways, by assertions and by running out of stack among them. */
  private static QueryException notPlanned(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StackOverflowError) {
        return new QueryException(
            ErrorCode.STATEMENT_TOO_LARGE, "the statement is nested too deeply to be planned");
      } else if (cause instanceof QueryException typed) {
        return typed;
      }
    }
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return new QueryException(
        ErrorCode.NOT_SUPPORTED,
        "this statement can't be planned: "
            + reason.substring(0, Math.min(reason.length(), LONGEST_REASON)),
        failure);
  }

  private CompiledStatement plan(
      SqlNode statement, List<ColumnType> parameterTypes, String schema) {
    if (statement instanceof SqlExplainQuery explain) {
      return explain(explain, parameterTypes, schema);
    } else if (statement instanceof SqlSearchTables search) {
      return listing(listings(schema).search(search));
    } else if (statement instanceof SqlShow show && isCatalogs(show)) {
      return listing(listings(schema).show(show));
    } else if (statement instanceof SqlDescribe describe) {
      return listing(listings(schema).describe(describe));
    } else if (statement.isA(SqlKind.QUERY)) {
      return query(statement, parameterTypes, schema);
    }
    throw new QueryException(ErrorCode.NOT_SUPPORTED, whyNotPlanned(statement))
        .at(
            new TextPosition(
                statement.getParserPosition().getLineNum(),
                statement.getParserPosition().getColumnNum()));
  }

  private Listings listings(String schema) {
    return new Listings(catalog, translator::rowType, schema);
  }

  private static boolean isCatalogs(SqlShow show) {
    return switch (show.subject()) {
      case TABLES, SOURCES, SCHEMAS -> true;
      case QUERIES, STATUS, GRANTS -> false;
    };
  }

  private static String whyNotPlanned(SqlNode statement) {
    return statement instanceof SqlShow
            || statement instanceof SqlKillQuery
            || statement instanceof SqlAnalyzeTable
        ? "this is a command to the gateway and has no plan"
        : "the gateway answers queries only; declarations go into the catalog's files";
  }

  private CompiledStatement explain(
      SqlExplainQuery explain, List<ColumnType> parameterTypes, String schema) {
    if (explain.mode() != SqlExplainQuery.Mode.PLAN) {
      throw new QueryException(
          ErrorCode.NOT_SUPPORTED, "EXPLAIN " + explain.mode() + " is not supported yet");
    }
    CompiledStatement query = plan(explain.query(), parameterTypes, schema);
    List<List<String>> lines = query.text().lines().map(List::of).toList();
    QueryPlan listing = new Listing(List.of("plan"), lines).plan();
    QueryPlan checked =
        new QueryPlan(
            listing.columns(),
            listing.fragments(),
            query.plan().parameterTypes(),
            query.plan().reads(),
            listing.estimatedCost());
    return new CompiledStatement(checked, query.derived(), query.text(), query.hints());
  }

  private CompiledStatement listing(Listing listing) {
    QueryPlan plan = listing.plan();
    return new CompiledStatement(plan, List.of(), tree(plan, fragment -> ""), Hints.NONE);
  }

  private CompiledStatement query(SqlNode statement, List<ColumnType> given, String schema) {
    StreamJoins.in(statement).ifPresent(join -> refuse(join, statement, schema));
    Hints hints = HintReader.read(statement);
    Translation translation = translator.translate(statement, given, schema);
    ConstantCasts casts = new ConstantCasts(translation.parameterTypes().size());
    RelNode tree = Optimizer.optimize(translation.tree().accept(casts));
    List<ColumnType> types = new ArrayList<>(translation.parameterTypes());
    casts.derived().forEach(d -> types.add(d.type()));
    List<TableRead> reads = TableReads.of(tree);

    Fragmenter fragmenter = new Fragmenter(pushdown);
    RelNode combining =
        Optimizer.tidy(Optimizer.trim(fragmenter.cut(tree))).accept(new Narrowing(fragmenter));
    if (pushdown) {
      new KeyFeeding(fragmenter).feed(combining);
    }
    List<Fragment> fragments = new Assembly(fragmenter.drafts(), types).fragments(combining);
    QueryPlan plan =
        new QueryPlan(answer(translation, fragments), fragments, types, reads, cost(fragments));
    return new CompiledStatement(plan, casts.derived(), tree(plan, fragment -> ""), hints);
  }

  private void refuse(SqlDelayJoin join, SqlNode statement, String schema) {
    StreamJoin valid = new StreamJoins(catalog, schema).read(statement);
    throw StreamJoins.error(
        ErrorCode.NOT_SUPPORTED,
        join,
        "the join of the streams "
            + valid.left().table()
            + " and "
            + valid.right().table()
            + " is valid, but it never ends: it runs in a feeder, not in the gateway");
  }

  /**
   * Reads a join of streams, for feeders.
   *
   * @param schema as for {@link #plan}
   * @throws QueryException for everything that is wrong with the statement, with its place
   */
  public StreamJoin streamJoin(String sql, String schema) {
    catalog.requireSchema(schema);
    return new StreamJoins(catalog, schema).read(TgSqlParser.parseStatement(sql));
  }

  /** The leading columns of the root's output, under the answer's names. */
  private static List<Column> answer(Translation translation, List<Fragment> fragments) {
    List<Column> output = fragments.get(fragments.size() - 1).request().output();
    List<String> names = translation.columnNames();
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Column(names.get(i), output.get(i).type()))
        .toList();
  }

  private static double cost(List<Fragment> fragments) {
    return fragments.stream().mapToDouble(Fragment::estimatedRows).sum();
  }

  /**
   * A plan of this planner as a tree.
   *
   * @param note what else to say of the fragment of that id
   */
  public String tree(QueryPlan plan, UnaryOperator<String> note) {
    return ExplainTree.draw(plan, this::describe, note);
  }

  /** Rows of text as a plan that answers them. */
  public static QueryPlan listing(List<String> columns, List<List<String>> rows) {
    return new Listing(columns, rows).plan();
  }

  private String describe(String source, SourceRequest request) {
    Source described = catalog.sources().get(source);
    return described == null ? request.toString() : described.describe(request);
  }
}
