package io.tiangong.dialect.functions;

import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;

/**
 * An entry of the library.
 *
 * @param group heading of the reference page
 * @param signature for people: {@code LPAD(text, length [, fill])}
 * @param summary one line
 * @param example a query that shows it
 * @param operators what makes it up; empty when it is syntax of its own or Calcite's
 */
public record LibraryFunction(
    String group, String signature, String summary, String example, List<SqlOperator> operators) {

  public LibraryFunction {
    operators = List.copyOf(operators);
  }

  /** Up to the parenthesis of the signature. */
  public String name() {
    return signature.split("[( ]", 2)[0];
  }

  /** Whether it can be called like any function. */
  boolean isFunction() {
    return operators.stream().allMatch(SqlFunction.class::isInstance);
  }
}
