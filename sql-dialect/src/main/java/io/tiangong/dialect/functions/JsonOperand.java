package io.tiangong.dialect.functions;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** JSON first, then texts. */
record JsonOperand(int operands) implements SqlOperandTypeChecker {

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    boolean fits =
        binding.getOperandCount() == operands
            && binding.getOperandType(0).getSqlTypeName() == SqlTypeName.OTHER
            && families().checkOperandTypes(binding, false);
    if (!fits && throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return fits;
  }

  private SqlOperandTypeChecker families() {
    List<SqlTypeFamily> texts = Collections.nCopies(operands - 1, SqlTypeFamily.CHARACTER);
    return OperandTypes.family(
        Stream.concat(Stream.of(SqlTypeFamily.ANY), texts.stream()).toArray(SqlTypeFamily[]::new));
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(operands);
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    List<String> texts = Collections.nCopies(operands - 1, "CHARACTER");
    return SqlUtil.getAliasedSignature(
        operator, name, Stream.concat(Stream.of("JSON"), texts.stream()).toList());
  }
}
