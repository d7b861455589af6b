package io.tiangong.embedded.hbase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.LocalHBaseCluster;
import org.apache.hadoop.hbase.master.HMaster;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;

/** ZooKeeper, one master and one region server inside this JVM, with the rows in a directory. */
final class StandaloneHBase implements AutoCloseable {

  private static final long MASTER_POLL_MILLIS = 20;

  /** Where the three servers listen, all on loopback. */
  record Ports(int zookeeper, int master, int regionServer) {}

  private final MiniZooKeeperCluster zookeeper;
  private final LocalHBaseCluster cluster;

  private StandaloneHBase(MiniZooKeeperCluster zookeeper, LocalHBaseCluster cluster) {
    this.zookeeper = zookeeper;
    this.cluster = cluster;
  }

  /** Returns when tables can be created and read. */
  static StandaloneHBase start(Path directory, Ports ports)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Configuration conf = configuration(directory, ports);
    MiniZooKeeperCluster zookeeper = new MiniZooKeeperCluster(conf);
    zookeeper.setDefaultClientPort(ports.zookeeper());
    int bound = zookeeper.startup(directory.resolve("zk").toFile());
    if (bound != ports.zookeeper()) {
      zookeeper.shutdown();
      throw new IOException("port " + ports.zookeeper() + " (ZooKeeper) is in use");
    }
    LocalHBaseCluster cluster = new LocalHBaseCluster(conf, 1, 1);
    cluster.startup();
    awaitMaster(cluster);
    return new StandaloneHBase(zookeeper, cluster);
  }

  private static void awaitMaster(LocalHBaseCluster cluster)
      throws IOException, InterruptedException {
    while (true) {
      HMaster active = cluster.getActiveMaster();
      if (active != null && active.isInitialized()) {
        return;
      }
      if (cluster.getLiveMasters().isEmpty() || cluster.getLiveRegionServers().isEmpty()) {
        throw new IOException("the master or the region server stopped while starting");
      }
      Thread.sleep(MASTER_POLL_MILLIS);
    }
  }

  private static Configuration configuration(Path directory, Ports ports) {
    Configuration conf = HBaseConfiguration.create();
    conf.set("hbase.rootdir", directory.resolve("root").toUri().toString());
    conf.set("hbase.tmp.dir", directory.resolve("tmp").toString());
    conf.set("hadoop.tmp.dir", directory.resolve("tmp").toString());
    listenOnLoopback(conf, ports);
    writeToLocalFiles(conf);
    startQuickly(conf);
    return conf;
  }

  private static void listenOnLoopback(Configuration conf, Ports ports) {
    conf.setBoolean("hbase.cluster.distributed", false);
    conf.setBoolean("hbase.localcluster.assign.random.ports", false);
    conf.set("hbase.zookeeper.quorum", "127.0.0.1");
    conf.setInt("hbase.zookeeper.property.clientPort", ports.zookeeper());
    conf.setInt("hbase.master.port", ports.master());
    conf.setInt("hbase.regionserver.port", ports.regionServer());
    for (String role : new String[] {"master", "regionserver"}) {
      conf.set("hbase." + role + ".ipc.address", "127.0.0.1");
      conf.set("hbase." + role + ".hostname", "localhost");
      conf.setInt("hbase." + role + ".info.port", -1);
    }
    conf.set("hbase.unsafe.regionserver.hostname", "localhost");
  }

  private static void writeToLocalFiles(Configuration conf) {
    // The local file system has neither hflush nor hsync.
    conf.setBoolean("hbase.unsafe.stream.capability.enforce", false);
    conf.setBoolean("hbase.procedure.store.region.wal.hsync", false);
    conf.set("hbase.wal.provider", "filesystem");
    conf.setLong("hbase.regionserver.hlog.blocksize", 16L << 20);
  }

  private static void startQuickly(Configuration conf) {
    conf.setInt("hbase.master.wait.on.regionservers.mintostart", 1);
    conf.setInt("hbase.master.wait.on.regionservers.maxtostart", 1);
    conf.setInt("hbase.master.wait.on.regionservers.timeout", 500);
    conf.setInt("hbase.master.wait.on.regionservers.interval", 100);
    conf.setInt("hbase.regionserver.msginterval", 500);
    conf.setInt("hbase.regionserver.handler.count", 10);
    conf.setInt("hbase.regionserver.metahandler.count", 4);
    conf.setInt("hbase.master.procedure.threads", 4);
    conf.setInt("zookeeper.session.timeout", 30_000);
  }

  /** Flushes the rows to disk and stops everything. */
  @Override
  public void close() throws IOException {
    cluster.shutdown();
    cluster.join();
    zookeeper.shutdown();
  }
}
