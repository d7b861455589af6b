package io.tiangong.demo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where everything listens, on loopback. */
public record DemoPorts(
    int gateway, int zookeeper, int hbaseMaster, int hbaseRegionServer, int mariaDb) {

  /**
   * Takes the wanted ports; 0 takes any free one.
   *
   * @param hbase the first of three consecutive ports: ZooKeeper, master, region server
   * @throws IllegalStateException when ports are in use: each is named, with its option
   */
  public static DemoPorts choose(int gateway, int hbase, int mariaDb) {
    List<String> busy = new ArrayList<>();
    Map<String, ServerSocket> held = new LinkedHashMap<>();
    try {
      hold(held, busy, gateway, "gateway", "--port");
      hold(held, busy, hbase, "ZooKeeper", "--hbase-port");
      hold(held, busy, hbase == 0 ? 0 : hbase + 1, "HBase master", "--hbase-port");
      hold(held, busy, hbase == 0 ? 0 : hbase + 2, "HBase region server", "--hbase-port");
      hold(held, busy, mariaDb, "MariaDB", "--mariadb-port");
      if (!busy.isEmpty()) {
        throw new IllegalStateException(String.join("; ", busy));
      }
      List<Integer> ports = held.values().stream().map(ServerSocket::getLocalPort).toList();
      return new DemoPorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
    } finally {
      held.values().forEach(DemoPorts::release);
    }
  }

  private static void hold(
      Map<String, ServerSocket> held, List<String> busy, int port, String role, String option) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      held.put(role, socket);
    } catch (IOException e) {
      busy.add("port %d for %s is in use; choose another with %s".formatted(port, role, option));
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
