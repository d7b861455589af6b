package io.tiangong.demo.run;

import io.tiangong.demo.dataset.Dataset;
import java.nio.file.Path;
import java.util.Map;

/**
 * What to start, and where.
 *
 * @param root of the built repository
 * @param directory data, logs, secrets, catalog; made when it does not exist
 * @param gatewayPort 0: any free one
 * @param hbasePort first of three consecutive ports; 0: any free ones
 * @param mariaDbPort 0: any free one
 * @param dataset what to load
 * @param moreCatalog further DDL files by name, beside those of the demo
 */
public record DemoSettings(
    Path root,
    Path directory,
    int gatewayPort,
    int hbasePort,
    int mariaDbPort,
    Dataset dataset,
    Map<String, String> moreCatalog) {

  public DemoSettings {
    root = root.toAbsolutePath().normalize();
    directory = directory.toAbsolutePath().normalize();
    moreCatalog = Map.copyOf(moreCatalog);
  }

  /** On free ports, with the demo's tables only. */
  public static DemoSettings of(Path root, Path directory, Dataset dataset) {
    return new DemoSettings(root, directory, 0, 0, 0, dataset, Map.of());
  }

  public DemoSettings withMoreCatalog(Map<String, String> files) {
    return new DemoSettings(root, directory, gatewayPort, hbasePort, mariaDbPort, dataset, files);
  }
}
