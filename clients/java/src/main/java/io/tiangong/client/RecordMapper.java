package io.tiangong.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes records of rows, each component from the column of its name. */
final class RecordMapper<R extends Record> implements RowMapper<R> {

  private final Constructor<R> constructor;
  private final CellReader[] readers;

  private RecordMapper(Constructor<R> constructor, CellReader[] readers) {
    this.constructor = constructor;
    this.readers = readers;
  }

  /** Checks at once that each component has a column of a type that it can take. */
  static <R extends Record> RecordMapper<R> of(Class<R> type, List<Column> columns) {
    RecordComponent[] components = type.getRecordComponents();
    CellReader[] readers = new CellReader[components.length];
    for (int i = 0; i < components.length; i++) {
      int column = column(type, components[i].getName(), columns);
      readers[i] = CellReader.of(column, columns.get(column), components[i]);
    }
    return new RecordMapper<>(constructor(type, components), readers);
  }

  private static int column(Class<?> type, String component, List<Column> columns) {
    int found = -1;
    for (int i = 0; i < columns.size(); i++) {
      if (plain(columns.get(i).name()).equals(plain(component))) {
        if (found >= 0) {
          throw ErrorCode.COLUMN_NOT_FOUND.error(
              "two columns fit " + type.getSimpleName() + "." + component + ": " + names(columns));
        }
        found = i;
      }
    }
    if (found < 0) {
      throw ErrorCode.COLUMN_NOT_FOUND.error(
          "no column for "
              + type.getSimpleName()
              + "."
              + component
              + "; the answer has "
              + names(columns));
    }
    return found;
  }

  private static String names(List<Column> columns) {
    return String.join(", ", columns.stream().map(Column::name).toList());
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static <R extends Record> Constructor<R> constructor(
      Class<R> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<R> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException closed) {
      throw ErrorCode.INVALID_PARAMETER.error(
          type.getName() + " can't be made from here; open its package to this client");
    }
  }

  @Override
  public R map(Row row) {
    @Nullable Object[] values = new Object[readers.length];
    for (int i = 0; i < readers.length; i++) {
      values[i] = readers[i].read(row);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
