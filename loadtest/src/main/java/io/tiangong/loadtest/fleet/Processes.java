package io.tiangong.loadtest.fleet;

import io.tiangong.demo.load.Progress;
import io.tiangong.demo.run.DemoDirectory;
import io.tiangong.demo.run.DemoPorts;
import io.tiangong.demo.run.GatewayProcess;
import io.tiangong.embedded.HBaseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the processes of a fleet are started. */
final class Processes {

  private Processes() {}

  static Server.Running hbase(DemoDirectory directory, DemoPorts ports) {
    HBaseServer server =
        HBaseServer.start(
            directory.hbase(),
            new HBaseServer.Ports(
                ports.zookeeper(), ports.hbaseMaster(), ports.hbaseRegionServer()));
    return new Server.Running(server.pid(), server::close);
  }

  static Server.Running gateway(
      FleetSettings settings, String name, int port, GatewayTokens tokens, Progress progress) {
    String config =
        """
        # Written by the load test at each start.
        listen:
          host: 127.0.0.1
          port: %d
        catalog: [catalog]
        discovery:
          start-bound: 30s
          retry: 1s
        %s%s
        """
            .formatted(port, tokens.config(), settings.servers().config());
    Path file = settings.directory().resolve(name + ".yaml");
    try {
      Files.writeString(file, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GatewayProcess gateway =
        GatewayProcess.start(
            settings.root(),
            file,
            settings.directory().resolve(name + ".log"),
            line -> progress.say(name, line));
    return new Server.Running(gateway.pid(), gateway::close);
  }
}
