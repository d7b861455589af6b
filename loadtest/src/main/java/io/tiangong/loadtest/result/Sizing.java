package io.tiangong.loadtest.result;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ask a cluster for, from what a run measured.
 *
 * @param ratePerReplica right answers per second of one gateway in the counted phases
 * @param coresPerReplica processors that one gateway used for that
 * @param mibPerReplica the most memory that one gateway had
 * @param watermark share of the request that the measured use may be
 * @param replicas for the stated rate, at least two
 * @param wantedRate the stated rate
 */
public record Sizing(
    String scenario,
    double ratePerReplica,
    double coresPerReplica,
    double mibPerReplica,
    double watermark,
    int replicas,
    double wantedRate) {

  private static final int FEWEST_REPLICAS = 2;
  private static final int CPU_STEP = 50;
  private static final int MEMORY_STEP = 64;

  /**
   * Reads it from a result.
   *
   * @throws QueryException with CONFIG_INVALID when the run is invalid or started no gateway
   */
  public static Sizing of(Map<String, Object> run, double wantedRate, double watermark) {
    if (run.get("problems") instanceof List<?> problems && !problems.isEmpty()) {
      throw invalid("the run is invalid: " + problems);
    }
    List<Map<?, ?>> gateways = gateways(run);
    if (gateways.isEmpty()) {
      throw invalid("the run started no gateway, so nothing is known of its use");
    }
    double seconds = 0;
    for (Object phase : list(run.get("phases"))) {
      Map<?, ?> map = map(phase);
      seconds += Boolean.TRUE.equals(map.get("counted")) ? number(map.get("seconds")) : 0;
    }
    double rate = number(map(run.get("total")).get("right")) / seconds / gateways.size();
    double cores =
        gateways.stream().mapToDouble(g -> mean(run, list(g.get("cores")))).average().orElse(0);
    double memory =
        gateways.stream()
            .flatMap(g -> list(g.get("residentMib")).stream())
            .filter(Number.class::isInstance)
            .mapToDouble(Sizing::number)
            .max()
            .orElse(0);
    int replicas = Math.max(FEWEST_REPLICAS, (int) Math.ceil(wantedRate / Math.max(rate, 1e-9)));
    return new Sizing(
        String.valueOf(run.get("name")), rate, cores, memory, watermark, replicas, wantedRate);
  }

  private static List<Map<?, ?>> gateways(Map<String, Object> run) {
    Map<?, ?> processes = map(map(run.get("usage")).get("processes"));
    return processes.entrySet().stream()
        .filter(entry -> String.valueOf(entry.getKey()).startsWith("gateway"))
        .<Map<?, ?>>map(entry -> map(entry.getValue()))
        .toList();
  }

  /** Over the counted phases only. */
  private static double mean(Map<String, Object> run, List<?> cores) {
    double step = number(map(run.get("usage")).get("seconds"));
    double sum = 0;
    int samples = 0;
    for (int i = 0; i < cores.size(); i++) {
      if (cores.get(i) instanceof Number use && isCounted(run, i * step)) {
        sum += use.doubleValue();
        samples++;
      }
    }
    return samples == 0 ? 0 : sum / samples;
  }

  private static boolean isCounted(Map<String, Object> run, double second) {
    for (Object phase : list(run.get("phases"))) {
      Map<?, ?> map = map(phase);
      double start = number(map.get("start"));
      if (second >= start && second < start + number(map.get("seconds"))) {
        return Boolean.TRUE.equals(map.get("counted"));
      }
    }
    return false;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw invalid("it is no result of a run");
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw invalid("it is no result of a run");
  }

  private static double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw invalid("it is no result of a run");
  }

  private static QueryException invalid(String why) {
    return new QueryException(ErrorCode.CONFIG_INVALID, why);
  }

  /** Thousandths of a processor, rounded up. */
  public int requestMillicores() {
    return roundUp(coresPerReplica / watermark * 1_000, CPU_STEP);
  }

  public int requestMib() {
    return roundUp(mibPerReplica / watermark, MEMORY_STEP);
  }

  private static int roundUp(double value, int step) {
    return Math.max(step, (int) (Math.ceil(value / step) * step));
  }

  /** For {@code helm --values}. */
  public String helmValues() {
    return String.format(
        Locale.ROOT,
        """
        # Written by `tiangong loadtest size` from a run of %s:
        # one gateway answered %.0f requests/s with %.2f cores and %.0f MiB; use is to stay below %.0f %% of the request.
        replicaCount: %d # for %.0f requests/s
        resources:
          requests:
            cpu: %dm
            memory: %dMi
          limits:
            memory: %dMi
        """,
        scenario,
        ratePerReplica,
        coresPerReplica,
        mibPerReplica,
        watermark * 100,
        replicas,
        wantedRate,
        requestMillicores(),
        requestMib(),
        requestMib());
  }
}
