package io.tiangong.dialect.functions;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/**
 * A function that is an expression of the engine.
 *
 * <p>Its templates, one per number of arguments, name the arguments <code>{0}</code>, <code>{1}
 * </code> …; <code>{*}</code> is all of them, <code>{row}</code> a row of them. An argument that is
 * needed twice is bound by a lambda, so that nested calls don't grow exponentially.
 */
public final class TemplateFunction extends SqlFunction {

  private static final Pattern HOLE = Pattern.compile("\\{(\\d|\\*|\\|\\||tail|row|n)}");

  private final List<String> templates;
  private final boolean finite;

  /**
   * @param finite whether its result must be tested for infinity
   */
  TemplateFunction(
      String name,
      SqlReturnTypeInference type,
      SqlOperandTypeChecker operands,
      List<String> templates,
      boolean finite) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        type,
        null,
        operands,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.templates = List.copyOf(templates);
    this.finite = finite;
  }

  /** Whether the engine may give infinity or NaN. */
  public boolean mayLeaveRange() {
    return finite;
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    String template = template(call.operandCount());
    Matcher holes = HOLE.matcher(template);
    int end = 0;
    while (holes.find()) {
      writer.print(template.substring(end, holes.start()));
      fill(writer, holes.group(1), call.getOperandList());
      end = holes.end();
    }
    writer.setNeedWhitespace(false);
    writer.print(template.substring(end));
    writer.setNeedWhitespace(true);
  }

  private static void fill(SqlWriter writer, String hole, List<SqlNode> operands) {
    switch (hole) {
      case "*" -> list(writer, operands, ", ");
      case "||" -> list(writer, operands, " || ");
      case "tail" -> list(writer, operands.subList(1, operands.size()), ", ");
      case "n" -> writer.print(operands.size());
      case "row" -> row(writer, operands);
      default -> list(writer, List.of(operands.get(Integer.parseInt(hole))), "");
    }
  }

  private static void list(SqlWriter writer, List<SqlNode> operands, String between) {
    for (int i = 0; i < operands.size(); i++) {
      writer.print(i == 0 ? "" : between);
      writer.setNeedWhitespace(false);
      operands.get(i).unparse(writer, 0, 0);
    }
  }

  /** {@code {'a': first, 'b': second, …}}. */
  private static void row(SqlWriter writer, List<SqlNode> operands) {
    for (int i = 0; i < operands.size(); i++) {
      writer.setNeedWhitespace(false);
      writer.print((i == 0 ? "{'" : ", '") + (char) ('a' + i) + "': ");
      operands.get(i).unparse(writer, 0, 0);
    }
    writer.setNeedWhitespace(false);
    writer.print("}");
  }

  private String template(int operands) {
    int index = getOperandCountRange().getMin();
    return templates.get(Math.min(templates.size() - 1, operands - index));
  }
}
