package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.parser.ast.SqlDelayJoin;
import io.tiangong.dialect.plan.StreamJoin;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.NearestName;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TextPosition;
import io.tiangong.spi.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds and checks joins of streams, which feeders run and the gateway does not. */
final class StreamJoins {

  private static final Set<TypeKind> INTEGERS =
      Set.of(TypeKind.TINYINT, TypeKind.SMALLINT, TypeKind.INTEGER, TypeKind.BIGINT);

  private final Catalog catalog;
  private final String schema;

  /**
   * @param schema where names without a schema are looked for first; empty: the default schema
   */
  StreamJoins(Catalog catalog, String schema) {
    this.catalog = catalog;
    this.schema = schema;
  }

  /** The first join of streams anywhere in a statement. */
  static Optional<SqlDelayJoin> in(SqlNode statement) {
    List<SqlDelayJoin> found = new ArrayList<>();
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlDelayJoin join) {
              found.add(join);
            }
            return super.visit(call);
          }
        });
    return found.stream().findFirst();
  }

  /**
   * @throws QueryException for everything that is wrong with the statement, with its place
   */
  StreamJoin read(SqlNode statement) {
    if (!(statement instanceof SqlSelect select)
        || !(select.getFrom() instanceof SqlDelayJoin join)
        || !isWholeRow(select)) {
      throw error(
          ErrorCode.NOT_SUPPORTED,
          statement,
          "a join of streams is written as SELECT * FROM a LEFT INTERVAL … WINDOW JOIN b ON …");
    }
    Source left = source(join.getLeft());
    Source right = source(join.getRight());
    List<StreamJoin.Key> keys = new ArrayList<>();
    collectKeys(join.getOperandList().get(5), left, right, keys);
    SqlLiteral delay = join.delay();
    return new StreamJoin(
        left.side(),
        right.side(),
        keys,
        duration(join.window(), "WINDOW"),
        delay == null ? Duration.ZERO : duration(delay, "DELAY"),
        join.isGlobal());
  }

  private static boolean isWholeRow(SqlSelect select) {
    List<SqlNode> columns = select.getSelectList();
    return columns.size() == 1
        && columns.get(0) instanceof SqlIdentifier star
        && star.isStar()
        && star.names.size() == 1
        && select.getWhere() == null
        && select.getGroup() == null
        && select.getHaving() == null
        && !select.isDistinct();
  }

  /** A side and its table. */
  private record Source(StreamJoin.Side side, TableDefinition table) {

    Optional<Column> column(List<String> names) {
      boolean mine =
          names.size() == 1 || (names.size() == 2 && names.get(0).equalsIgnoreCase(side.alias()));
      return mine ? table.column(names.get(names.size() - 1)) : Optional.empty();
    }
  }

  private Source source(SqlNode node) {
    boolean aliased = node instanceof SqlBasicCall && node.getKind() == SqlKind.AS;
    SqlNode named = aliased ? ((SqlBasicCall) node).operand(0) : node;
    if (!(named instanceof SqlIdentifier name)) {
      throw error(ErrorCode.NOT_SUPPORTED, node, "a stream is the name of a table");
    }
    String alias =
        aliased
            ? ((SqlIdentifier) ((SqlBasicCall) node).operand(1)).getSimple()
            : name.names.get(name.names.size() - 1);
    CatalogTable table = table(name);
    return new Source(
        new StreamJoin.Side(table.name(), alias, time(table, name)), table.handle().definition());
  }

  private CatalogTable table(SqlIdentifier name) {
    TableName resolved;
    try {
      resolved = catalog.resolve(name.names, schema);
    } catch (QueryException e) {
      throw e.at(place(name));
    }
    return catalog
        .table(resolved)
        .orElseThrow(
            () -> error(ErrorCode.NOT_SUPPORTED, name, resolved + " is a view, not a stream"));
  }

  /** The declared one, or the only column that can be it. */
  private static Column time(CatalogTable table, SqlIdentifier name) {
    TableDefinition definition = table.handle().definition();
    Optional<Column> declared = definition.column(table.notes().eventTime());
    if (declared.isPresent()) {
      return declared.get();
    }
    List<Column> moments =
        definition.columns().stream()
            .filter(
                c -> Set.of(TypeKind.TIMESTAMP, TypeKind.TIMESTAMP_LTZ).contains(c.type().kind()))
            .toList();
    if (moments.size() != 1) {
      throw error(
          ErrorCode.SEMANTIC_ERROR,
          name,
          table.name()
              + " has "
              + (moments.isEmpty() ? "no" : "several")
              + " columns that may tell when a row happened; declare one: 'event-time' = 'column'");
    }
    return moments.get(0);
  }

  private static void collectKeys(
      SqlNode condition, Source left, Source right, List<StreamJoin.Key> keys) {
    if (condition.getKind() == SqlKind.AND) {
      ((SqlCall) condition).getOperandList().forEach(c -> collectKeys(c, left, right, keys));
    } else if (condition.getKind() == SqlKind.EQUALS
        && ((SqlCall) condition).operand(0) instanceof SqlIdentifier first
        && ((SqlCall) condition).operand(1) instanceof SqlIdentifier second) {
      keys.add(key(condition, first, second, left, right));
    } else {
      throw error(
          ErrorCode.NOT_SUPPORTED,
          condition,
          "streams are joined on equal columns only: ON a.x = b.x [AND …]");
    }
  }

  private static StreamJoin.Key key(
      SqlNode condition, SqlIdentifier first, SqlIdentifier second, Source left, Source right) {
    requireColumn(first, left, right);
    requireColumn(second, left, right);
    boolean straight =
        left.column(first.names).isPresent() && right.column(second.names).isPresent();
    SqlIdentifier ofLeft = straight ? first : second;
    SqlIdentifier ofRight = straight ? second : first;
    Column leftColumn = left.column(ofLeft.names).orElseThrow(() -> oneSided(condition));
    Column rightColumn = right.column(ofRight.names).orElseThrow(() -> oneSided(condition));
    TypeKind leftKind = leftColumn.type().kind();
    TypeKind rightKind = rightColumn.type().kind();
    if (leftKind != rightKind && !(INTEGERS.contains(leftKind) && INTEGERS.contains(rightKind))) {
      throw error(
          ErrorCode.TYPE_MISMATCH,
          condition,
          "streams are joined on columns of one type, not " + leftKind + " and " + rightKind);
    }
    return new StreamJoin.Key(leftColumn, rightColumn);
  }

  private static QueryException oneSided(SqlNode condition) {
    return error(ErrorCode.SEMANTIC_ERROR, condition, "a column of each stream must be compared");
  }

  private static void requireColumn(SqlIdentifier column, Source left, Source right) {
    boolean inLeft = left.column(column.names).isPresent();
    boolean inRight = right.column(column.names).isPresent();
    String name = column.names.get(column.names.size() - 1);
    if (!inLeft && !inRight) {
      List<String> known = new ArrayList<>();
      left.table().columns().forEach(c -> known.add(c.name()));
      right.table().columns().forEach(c -> known.add(c.name()));
      throw error(
          ErrorCode.COLUMN_NOT_FOUND,
          column,
          "column '" + column + "' does not exist" + NearestName.hint(name, known));
    } else if (inLeft && inRight) {
      throw error(ErrorCode.SEMANTIC_ERROR, column, "Column '" + column + "' is ambiguous");
    }
  }

  private static Duration duration(SqlLiteral literal, String what) {
    SqlIntervalLiteral.IntervalValue value =
        literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    if (value.getIntervalQualifier().isYearMonth()) {
      throw error(
          ErrorCode.SEMANTIC_ERROR,
          literal,
          what + " is an interval of days or less: months differ in length");
    }
    long millis = value.getSign() * SqlParserUtil.intervalToMillis(value);
    if (millis <= 0) {
      throw error(ErrorCode.SEMANTIC_ERROR, literal, what + " must be more than nothing");
    }
    return Duration.ofMillis(millis);
  }

  static QueryException error(ErrorCode code, SqlNode at, String message) {
    return new QueryException(code, message).at(place(at));
  }

  private static TextPosition place(SqlNode node) {
    SqlParserPos pos = node.getParserPosition();
    return new TextPosition(Math.max(1, pos.getLineNum()), Math.max(1, pos.getColumnNum()));
  }
}
