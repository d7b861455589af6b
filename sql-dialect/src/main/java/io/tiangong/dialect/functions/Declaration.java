package io.tiangong.dialect.functions;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * The small language in which the library declares functions.
 *
 * <p>Arguments: T text, J JSON or text that holds it (first only), I integer, N number, D date or
 * timestamp, A anything; {@code ?} behind an optional one, {@code *} behind one that may be
 * repeated. Results: T text, X bytes, I INTEGER, L BIGINT, F DOUBLE, B BOOLEAN, D DATE, S
 * TIMESTAMP, J JSON, 0 the type of the first argument, W the same but BIGINT of integers, C the
 * common type of all; NULL when an argument is, {@code ?} NULL also for other reasons, {@code !}
 * never.
 */
final class Declaration {

  private static final int MICROSECONDS = 6;

  private final String group;

  Declaration(String group) {
    this.group = group;
  }

  Draft function(String signature, String summary, String example) {
    return new Draft(signature, summary, example);
  }

  /** A function of which not everything is said yet. */
  final class Draft {
    private final String signature;
    private final String summary;
    private final String example;
    private String arguments = "";
    private String result = "";
    private boolean finite;

    private Draft(String signature, String summary, String example) {
      this.signature = signature;
      this.summary = summary;
      this.example = example;
    }

    Draft takes(String kinds) {
      arguments = kinds;
      return this;
    }

    Draft gives(String kind) {
      result = kind;
      return this;
    }

    /** The engine may give infinity, which is an error. */
    Draft finite() {
      finite = true;
      return this;
    }

    /** One template per number of arguments. */
    LibraryFunction as(String... templates) {
      String name = signature.substring(0, signature.indexOf('('));
      TemplateFunction function =
          new TemplateFunction(name, type(result), operands(arguments), List.of(templates), finite);
      return new LibraryFunction(group, signature, summary, example, List.of(function));
    }
  }

  private static SqlOperandTypeChecker operands(String kinds) {
    List<SqlTypeFamily> families = new ArrayList<>();
    List<Boolean> optional = new ArrayList<>();
    for (int i = 0; i < kinds.length(); i++) {
      char c = kinds.charAt(i);
      if (c == '*') {
        return OperandTypes.variadic(SqlOperandCountRanges.from(families.size()));
      } else if (c == '?') {
        optional.set(optional.size() - 1, true);
      } else {
        families.add(family(c));
        optional.add(false);
      }
    }
    if (families.isEmpty()) {
      return OperandTypes.NILADIC;
    }
    SqlOperandTypeChecker texts = OperandTypes.family(families, optional::get);
    return kinds.startsWith("J") ? new JsonOperand(families.size()).or(texts) : texts;
  }

  private static SqlTypeFamily family(char kind) {
    return switch (kind) {
      case 'T', 'J' -> SqlTypeFamily.CHARACTER;
      case 'I' -> SqlTypeFamily.INTEGER;
      case 'N' -> SqlTypeFamily.NUMERIC;
      case 'D' -> SqlTypeFamily.DATETIME;
      default -> SqlTypeFamily.ANY;
    };
  }

  private static SqlReturnTypeInference type(String kind) {
    SqlReturnTypeInference plain = plain(kind.charAt(0));
    return switch (kind.substring(1)) {
      case "?" -> plain.andThen(SqlTypeTransforms.FORCE_NULLABLE);
      case "!" -> plain;
      default -> plain.andThen(SqlTypeTransforms.TO_NULLABLE);
    };
  }

  private static SqlReturnTypeInference plain(char kind) {
    return switch (kind) {
      case 'T' -> ReturnTypes.VARCHAR;
      case 'X' -> ReturnTypes.explicit(SqlTypeName.VARBINARY);
      case 'I' -> ReturnTypes.INTEGER;
      case 'L' -> ReturnTypes.BIGINT;
      case 'F' -> ReturnTypes.DOUBLE;
      case 'B' -> ReturnTypes.BOOLEAN;
      case 'D' -> ReturnTypes.DATE;
      case 'S' -> ReturnTypes.explicit(SqlTypeName.TIMESTAMP, MICROSECONDS);
      case 'J' -> ReturnTypes.explicit(SqlTypeName.OTHER);
      case 'W' ->
          binding ->
              SqlTypeFamily.INTEGER.contains(binding.getOperandType(0))
                  ? binding.getTypeFactory().createSqlType(SqlTypeName.BIGINT)
                  : binding.getOperandType(0);
      case 'C' -> ReturnTypes.LEAST_RESTRICTIVE;
      default -> ReturnTypes.ARG0;
    };
  }
}
