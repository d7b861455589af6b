package io.tiangong.loadtest.jdbc;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the driver holds while it reads an answer of any size: live heap and direct buffers, looked
 * at after a collection every so many rows, less what was there before.
 *
 * @param rows that were read
 * @param mostBytes held at any look
 */
record DriverMemory(long rows, long mostBytes) {

  private static final int LOOKS = 10;

  static DriverMemory measure(Connection connection, String sql, long rows, int fetchSize)
      throws SQLException {
    long before = held();
    long[] seen = {0, 0};
    SalesReader.jdbc(
        connection,
        sql,
        fetchSize,
        count -> {
          seen[0] = count;
          if (count % (rows / LOOKS) == 0) {
            seen[1] = Math.max(seen[1], held() - before);
          }
        });
    return new DriverMemory(seen[0], seen[1]);
  }

  private static long held() {
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return direct + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
