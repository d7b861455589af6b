package io.tiangong.loadtest.run;

import io.tiangong.loadtest.machine.Machine;
import io.tiangong.loadtest.scenario.Scenario;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Facts without which figures mean nothing. */
final class Environment {

  private Environment() {}

  static Map<String, String> before() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put(
        "tiangong",
        Objects.requireNonNullElse(
            Environment.class.getPackage().getImplementationVersion(), "built from source"));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("java", System.getProperty("java.vm.version"));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("load average before", load());
    return facts;
  }

  static Map<String, String> after(Map<String, String> before, Scenario scenario) {
    Map<String, String> facts = new LinkedHashMap<>(before);
    facts.put("load average after", load());
    facts.put(
        "servers",
        scenario.servers().started()
            ? "demo data at scale "
                + scenario.servers().scale()
                + ", gateways and sources on this machine beside the generator"
            : "not started by this run");
    facts.put("parameters", "sent apart from the text (prepared)");
    return facts;
  }

  private static String load() {
    return String.format(Locale.ROOT, "%.2f", Machine.loadAverage());
  }
}
