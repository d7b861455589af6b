package io.tiangong.hbase.cell;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.hbase.util.OrderedBytes;

/** The values of the {@code encoding} option. */
public enum CellEncoding {
  /** As {@code org.apache.hadoop.hbase.util.Bytes} lays values out: big-endian, fixed width. */
  BINARY,
  /** As people write values, in UTF-8. */
  TEXT,
  /** As {@code org.apache.hadoop.hbase.util.OrderedBytes} lays values out, ascending. */
  ORDERED;

  /** The encoding of that name, without regard to case. */
  public static Optional<CellEncoding> named(String name) {
    return Arrays.stream(values()).filter(e -> e.toString().equalsIgnoreCase(name)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(CellEncoding::toString).toList();
  }

  /**
   * The codec of a column.
   *
   * @throws IllegalArgumentException when the encoding can't hold all values of the type
   */
  public CellCodec codec(ColumnType type) {
    if (this == ORDERED
        && type.kind() == TypeKind.DECIMAL
        && type.precision() > OrderedBytes.MAX_PRECISION) {
      throw new IllegalArgumentException(
          "ordered cells hold at most " + OrderedBytes.MAX_PRECISION + " digits, not " + type);
    }
    return switch (this) {
      case BINARY -> new BinaryCell(type);
      case TEXT -> new TextCell(type);
      case ORDERED -> new OrderedCell(type);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
