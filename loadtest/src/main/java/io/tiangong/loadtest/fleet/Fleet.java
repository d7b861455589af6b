package io.tiangong.loadtest.fleet;

import io.tiangong.demo.dataset.CarrierDays;
import io.tiangong.demo.load.HBaseLoader;
import io.tiangong.demo.load.MariaDbLoader;
import io.tiangong.demo.load.ParquetLoader;
import io.tiangong.demo.load.Progress;
import io.tiangong.demo.run.DemoCatalog;
import io.tiangong.demo.run.DemoDirectory;
import io.tiangong.demo.run.DemoPorts;
import io.tiangong.loadtest.door.Endpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * MariaDB, perhaps its standby, HBase, Parquet files and gateways over them, on loopback and filled
 * with the demo's data; some connections lead through proxies. Closed in reverse order.
 */
public final class Fleet implements AutoCloseable {

  private final FleetSettings settings;
  private final DemoDirectory directory;
  private final Progress progress;
  private final DemoPorts ports;
  private final Map<String, Server> servers = new LinkedHashMap<>();
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final Map<String, GatewayTokens> tokens = new LinkedHashMap<>();
  private final List<String> gateways = new ArrayList<>();
  private final MariaDbPair mariaDb;
  private final Heartbeat heartbeat;

  private Fleet(FleetSettings settings, Progress progress) {
    this.settings = settings;
    this.directory = new DemoDirectory(settings.directory());
    this.progress = progress;
    this.ports = DemoPorts.choose(0, 0, 0);
    this.mariaDb = new MariaDbPair(settings, directory, ports.mariaDb());
    Endpoints own = endpoints();
    this.heartbeat = new Heartbeat(own.mariaDbUrl(), own.mariaDbUser(), own.mariaDbPassword());
  }

  /**
   * Starts all of them, loading what is missing.
   *
   * @throws IllegalStateException when one does not come up; those that did are stopped
   */
  public static Fleet start(FleetSettings settings, Progress progress) {
    Fleet fleet = new Fleet(settings, progress);
    try {
      fleet.start();
      return fleet;
    } catch (SQLException e) {
      fleet.close();
      throw new IllegalStateException("the data can't be loaded: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  private void start() throws SQLException {
    boolean loaded = directory.holds(settings.dataset());
    add("mariadb", mariaDb::startPrimary);
    add("hbase", () -> Processes.hbase(directory, ports));
    if (!loaded) {
      load();
    }
    if (settings.servers().standby()) {
      add("mariadb-standby", mariaDb::startStandby);
      mariaDb.follow();
      heartbeat.start();
    }
    catalog().write(directory.catalog());
    for (int i = 1; i <= settings.servers().gateways(); i++) {
      addGateway(i == 1 ? "gateway" : "gateway-" + i);
    }
  }

  private void load() throws SQLException {
    try (Connection connection = mariaDb.connect()) {
      MariaDbLoader.load(settings.dataset(), connection, progress);
      connection.setAutoCommit(true);
      settings.extra().loader().load(connection, directory.kpi());
    }
    HBaseLoader.load(settings.dataset(), catalog().texts(), progress);
    ParquetLoader.load(new CarrierDays(settings.dataset()), directory.kpi(), progress);
    directory.marker().write(settings.dataset());
  }

  private void add(String name, Supplier<Server.Running> starter) {
    Server server = Server.start(name, starter);
    servers.put(name, server);
    progress.say(name, "up, pid " + server.pid());
  }

  private void addGateway(String name) {
    int port = gateways.isEmpty() ? ports.gateway() : DemoPorts.choose(0, 0, 0).gateway();
    GatewayTokens own =
        new GatewayTokens(settings.directory().resolve(name + "-users.yaml"), settings.accounts());
    tokens.put(name, own);
    own.write();
    add(name, () -> Processes.gateway(settings, name, port, own, progress));
    gateways.add("127.0.0.1:" + through("gateway", port));
  }

  /** The catalog, which leads through the proxies. */
  private DemoCatalog catalog() {
    DemoPorts seen =
        new DemoPorts(
            ports.gateway(),
            ports.zookeeper(),
            ports.hbaseMaster(),
            ports.hbaseRegionServer(),
            through("mariadb", ports.mariaDb()));
    DemoCatalog catalog =
        DemoCatalog.of(directory, seen, MariaDbPair.USER, settings.extra().catalog());
    if (!settings.servers().standby()) {
      return catalog;
    }
    Map<String, String> texts = new LinkedHashMap<>(catalog.texts());
    texts.replaceAll((file, text) -> mariaDb.withStandby(text));
    texts.put("70-heartbeat.sql", Heartbeat.CATALOG);
    return new DemoCatalog(texts);
  }

  private int through(String name, int port) {
    if (!settings.links().contains(name)) {
      return port;
    }
    Link link = links.computeIfAbsent(name, n -> Link.to(port));
    return link.port();
  }

  public Endpoints endpoints() {
    return new Endpoints(
        gateways,
        "jdbc:mariadb://127.0.0.1:" + ports.mariaDb() + "/",
        MariaDbPair.USER,
        directory.password(),
        ports.zookeeper(),
        directory.kpi());
  }

  /** By the name that faults call it. */
  public Server server(String name) {
    return Objects.requireNonNull(servers.get(name), name);
  }

  public Link link(String name) {
    return Objects.requireNonNull(links.get(name), name);
  }

  /** What a gateway knows of the accounts' tokens. */
  public GatewayTokens tokens(String gateway) {
    return Objects.requireNonNull(tokens.get(gateway), gateway);
  }

  /** Tells all gateways when a run will be over: tokens live on from then. */
  public void runEnds(Instant end) {
    tokens.values().forEach(known -> known.runEnds(end));
  }

  /** The pair's replication, to be held up. */
  public MariaDbPair replication() {
    return mariaDb;
  }

  /** Beats when there is a standby. */
  public Heartbeat heartbeat() {
    return heartbeat;
  }

  /** By name, in the order of their start. */
  public Map<String, Server> servers() {
    return servers;
  }

  @Override
  public void close() {
    heartbeat.close();
    List<Server> reversed = new ArrayList<>(servers.values());
    Collections.reverse(reversed);
    reversed.forEach(Server::close);
    links.values().forEach(Link::close);
  }
}
