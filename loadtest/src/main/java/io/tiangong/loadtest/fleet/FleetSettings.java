package io.tiangong.loadtest.fleet;

import io.tiangong.demo.dataset.Dataset;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.scenario.FaultSpec;
import io.tiangong.loadtest.scenario.Scenario;
import io.tiangong.loadtest.scenario.ServerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to start, and where.
 *
 * @param root of the built repository
 * @param links between which servers a proxy stands
 * @param accounts whose tokens the gateways know
 * @param extra tables beside the demo's
 */
public record FleetSettings(
    Path root, ServerSpec servers, Set<String> links, List<Account> accounts, ExtraTables extra) {

  public FleetSettings {
    root = root.toAbsolutePath().normalize();
    links = Set.copyOf(links);
    accounts = accounts.stream().filter(Account::hasToken).toList();
  }

  /** The servers of a scenario, with proxies only where its faults need them. */
  public static FleetSettings of(Path root, Scenario scenario) {
    Set<String> links =
        scenario.faults().stream()
            .filter(fault -> !fault.kind().isOfServer())
            .map(FaultSpec::where)
            .collect(Collectors.toSet());
    return new FleetSettings(
        root,
        scenario.servers(),
        links,
        List.copyOf(scenario.accounts().values()),
        ExtraTables.NONE);
  }

  Dataset dataset() {
    return new Dataset(servers.seed(), servers.scale());
  }

  /** Data that is loaded once and used by every run with the same data set. */
  public Path directory() {
    return root.resolve(".tiangong")
        .resolve("loadtest")
        .resolve(
            "seed-%d-scale-%s%s%s"
                .formatted(
                    servers.seed(),
                    servers.scale(),
                    servers.standby() ? "-replicated" : "",
                    extra.suffix()));
  }

  Path mariaDbBinaries() {
    return root.resolve(".tiangong").resolve("mariadb-binaries");
  }
}
