package io.tiangong.spi.testing;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Cells;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Reads streams into memory. */
public final class StreamReader {

  private StreamReader() {}

  /** Everything that the stream still has; leaves it open. */
  public static Relation drain(BatchStream stream) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (stream.next()) {
      for (int i = 0; i < stream.root().getRowCount(); i++) {
        List<@Nullable Object> row = new ArrayList<>();
        for (FieldVector vector : stream.root().getFieldVectors()) {
          row.add(Cells.read(vector, i));
        }
        rows.add(row);
      }
    }
    return new Relation(stream.columns(), rows);
  }

  /** A cell as text that tells kinds apart. */
  public static String printable(@Nullable Object cell) {
    if (cell instanceof byte[] bytes) {
      return "X'" + HexFormat.of().formatHex(bytes) + "'";
    }
    return cell instanceof String text ? "'" + text + "'" : String.valueOf(cell);
  }
}
