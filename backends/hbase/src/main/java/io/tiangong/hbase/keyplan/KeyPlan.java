package io.tiangong.hbase.keyplan;

import io.tiangong.hbase.rowkey.ByteRange;
import java.util.List;

/** Which row keys to read. Points and ranges are distinct and ascending. */
public sealed interface KeyPlan {

  /** Exactly these row keys; none when the condition can't be met. */
  record Points(List<byte[]> keys) implements KeyPlan {
    public Points {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Intervals that do not overlap.
   *
   * @param exact whether every key in them meets the condition; else {@link KeyCondition#test} has
   *     to sort out
   */
  record Ranges(List<ByteRange> ranges, boolean exact) implements KeyPlan {
    public Ranges {
      ranges = List.copyOf(ranges);
    }

    public boolean isEverything() {
      return ranges.size() == 1 && ranges.get(0).isAll();
    }
  }
}
