package io.tiangong.dialect.functions;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlOperator;

/** All functions of the library, in the order of the reference page. */
public final class FunctionLibrary {

  private static final List<LibraryFunction> ALL =
      Stream.of(
              TextFunctions.all(),
              NumberFunctions.all(),
              TemporalFunctions.all(),
              JsonFunctions.all(),
              SyntaxFunctions.all(),
              WindowFunctions.all())
          .flatMap(List::stream)
          .toList();

  private FunctionLibrary() {}

  public static List<LibraryFunction> all() {
    return ALL;
  }

  /** The operator of a function that has one. */
  public static SqlOperator operator(String name) {
    return ALL.stream()
        .filter(function -> function.name().equals(name))
        .flatMap(function -> function.operators().stream())
        .findFirst()
        .orElseThrow();
  }

  /** What the validator must know. */
  public static List<SqlOperator> operators() {
    return ALL.stream().flatMap(f -> f.operators().stream()).toList();
  }
}
