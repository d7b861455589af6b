package io.tiangong.client;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one column as the type of a record's component. */
final class CellReader {

  private static final Set<TypeKind> INTEGERS =
      EnumSet.of(TypeKind.TINYINT, TypeKind.SMALLINT, TypeKind.INTEGER, TypeKind.BIGINT);
  private static final Set<TypeKind> NUMBERS =
      EnumSet.of(
          TypeKind.TINYINT,
          TypeKind.SMALLINT,
          TypeKind.INTEGER,
          TypeKind.BIGINT,
          TypeKind.DECIMAL,
          TypeKind.FLOAT,
          TypeKind.DOUBLE);

  private final int column;
  private final String name;
  private final Class<?> type;

  private CellReader(int column, String name, Class<?> type) {
    this.column = column;
    this.name = name;
    this.type = type;
  }

  static CellReader of(int column, Column described, RecordComponent component) {
    Class<?> type = component.getType();
    if (!kinds(type).contains(described.kind())) {
      throw ErrorCode.TYPE_MISMATCH.error(
          "column "
              + described.name()
              + " is "
              + described.typeName()
              + " and can't be read as the "
              + type.getSimpleName()
              + " "
              + component.getName());
    }
    return new CellReader(column, described.name(), type);
  }

  private static Set<TypeKind> kinds(Class<?> type) {
    if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
      return INTEGERS;
    } else if (type == short.class || type == Short.class) {
      return EnumSet.of(TypeKind.TINYINT, TypeKind.SMALLINT);
    } else if (type == byte.class || type == Byte.class) {
      return EnumSet.of(TypeKind.TINYINT);
    } else if (type == double.class || type == Double.class) {
      return NUMBERS;
    } else if (type == float.class || type == Float.class) {
      return EnumSet.of(TypeKind.FLOAT);
    } else if (type == BigDecimal.class) {
      return EnumSet.of(TypeKind.DECIMAL, INTEGERS.toArray(TypeKind[]::new));
    } else if (type == boolean.class || type == Boolean.class) {
      return EnumSet.of(TypeKind.BOOLEAN);
    }
    return others(type);
  }

  private static Set<TypeKind> others(Class<?> type) {
    if (type == String.class || type == Object.class) {
      return EnumSet.allOf(TypeKind.class);
    } else if (type.isEnum()) {
      return EnumSet.of(TypeKind.VARCHAR);
    } else if (type == byte[].class) {
      return EnumSet.of(TypeKind.VARBINARY);
    } else if (type == LocalDate.class) {
      return EnumSet.of(TypeKind.DATE);
    } else if (type == LocalTime.class) {
      return EnumSet.of(TypeKind.TIME);
    } else if (type == LocalDateTime.class) {
      return EnumSet.of(TypeKind.TIMESTAMP);
    } else if (type == Instant.class) {
      return EnumSet.of(TypeKind.TIMESTAMP_LTZ);
    }
    return EnumSet.noneOf(TypeKind.class);
  }

  /** Null only where the component can be. */
  @Nullable Object read(Row row) {
    if (row.isNull(column)) {
      if (type.isPrimitive()) {
        throw unreadable("NULL", "; make it a class, such as Long, or use COALESCE");
      }
      return null;
    }
    if (type == String.class) {
      return row.getString(column);
    } else if (type == BigDecimal.class) {
      return row.getBigDecimal(column);
    } else if (type == double.class || type == Double.class) {
      return row.getDouble(column);
    } else if (type == float.class || type == Float.class) {
      return (float) row.getDouble(column);
    }
    return narrowed(row);
  }

  private @Nullable Object narrowed(Row row) {
    if (type == int.class || type == Integer.class) {
      long number = row.getLong(column);
      if (number != (int) number) {
        throw unreadable(Long.toString(number), "; make it a long");
      }
      return (int) number;
    } else if (type == short.class || type == Short.class) {
      return (short) row.getLong(column);
    } else if (type == byte.class || type == Byte.class) {
      return (byte) row.getLong(column);
    } else if (type.isEnum()) {
      return constant(String.valueOf(row.getString(column)));
    }
    return row.getObject(column);
  }

  private Object constant(String text) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw unreadable("'" + text + "'", "");
  }

  private TiangongException unreadable(String value, String advice) {
    return ErrorCode.TYPE_MISMATCH.error(
        value + " in column " + name + " does not fit a " + type.getSimpleName() + advice);
  }
}
