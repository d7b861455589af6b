package io.tiangong.loadtest.door;

import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.scenario.TargetSpec;
import java.io.IOException;
import java.util.List;

/** A door that requests go through. Sends are for one thread; answers come from any. */
public sealed interface Target extends AutoCloseable
    permits GrpcTarget, NoOpTarget, JdbcTarget, HBaseTarget {

  /** Sends without waiting; the attempt is told how it ended. */
  void send(Request request, Attempt attempt);

  /** Ends what is under way. */
  @Override
  void close();

  /** Opens the door that a scenario names. */
  static Target open(TargetSpec spec, Endpoints servers, Checks checks) throws IOException {
    List<String> gateways = spec.addresses().isEmpty() ? servers.gateways() : spec.addresses();
    return switch (spec.kind()) {
      case GRPC -> new GrpcTarget(gateways, spec.connections(), checks);
      case NO_OP -> new NoOpTarget(spec);
      case DIRECT_HBASE -> new HBaseTarget(servers.zookeeperPort(), checks);
      case JDBC ->
          JdbcTarget.gateway("jdbc:tiangong://" + String.join(",", gateways), "lane", spec, checks);
      case FLIGHT ->
          JdbcTarget.gateway(
              "jdbc:arrow-flight-sql://" + gateways.get(0) + "/?useEncryption=false",
              "tiangong-lane", // travels as metadata, as all properties that the driver does not
              // know
              spec,
              checks);
      case DIRECT_MARIADB -> JdbcTarget.mariaDb(servers, spec, checks);
      case DIRECT_DUCKDB -> JdbcTarget.duckDb(servers, spec, checks);
    };
  }
}
