package io.tiangong.gateway.grpc;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.Column;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one mapping between TgSQL types and those of the protocol; their kinds have the same names.
 */
final class ProtoTypes {

  private static final String PREFIX = "TYPE_KIND_";

  private static final Map<io.tiangong.spi.TypeKind, TypeKind> KINDS =
      Arrays.stream(io.tiangong.spi.TypeKind.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), kind -> TypeKind.valueOf(PREFIX + kind.name())));

  private ProtoTypes() {}

  static Column column(io.tiangong.spi.Column column) {
    return Column.newBuilder().setName(column.name()).setType(type(column.type())).build();
  }

  static Type type(ColumnType type) {
    return Type.newBuilder()
        .setKind(Objects.requireNonNull(KINDS.get(type.kind())))
        .setPrecision(type.precision())
        .setScale(type.scale())
        .setNullable(type.nullable())
        .build();
  }

  static List<ColumnType> parameterTypes(List<Type> types) {
    List<ColumnType> parameters = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      parameters.add(parameterType(types.get(i), i + 1));
    }
    return parameters;
  }

  /**
   * The type of a parameter; nullable, and of full precision where the caller gave none.
   *
   * @param number of the parameter, from 1
   */
  static ColumnType parameterType(Type type, int number) {
    io.tiangong.spi.TypeKind kind = kind(type, number);
    if (kind != io.tiangong.spi.TypeKind.DECIMAL || type.getPrecision() == 0) {
      return ColumnType.of(kind);
    }
    try {
      return ColumnType.decimal(type.getPrecision(), type.getScale());
    } catch (IllegalArgumentException e) {
      throw invalid(number, "no such type: " + e.getMessage());
    }
  }

  /** The error of a parameter. */
  static QueryException invalid(int number, String problem) {
    return new QueryException(ErrorCode.INVALID_PARAMETER, "parameter " + number + ": " + problem)
        .with("parameter", Integer.toString(number));
  }

  private static io.tiangong.spi.TypeKind kind(Type type, int number) {
    TypeKind kind = type.getKind();
    if (kind == TypeKind.UNRECOGNIZED || kind == TypeKind.TYPE_KIND_UNSPECIFIED) {
      throw invalid(number, "unknown type kind " + type.getKindValue());
    }
    return io.tiangong.spi.TypeKind.valueOf(kind.name().substring(PREFIX.length()));
  }
}
