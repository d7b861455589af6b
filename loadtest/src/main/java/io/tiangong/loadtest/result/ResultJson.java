package io.tiangong.loadtest.result;

import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.engine.Generator;
import io.tiangong.loadtest.engine.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of a run as JSON: what the report shows and what runs are compared by. */
public final class ResultJson {

  private final RunResult result;

  private ResultJson(RunResult result) {
    this.result = result;
  }

  public static String of(RunResult result) {
    return Json.text(new ResultJson(result).map());
  }

  private Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("format", 1);
    map.put("name", result.scenario().name());
    map.put("about", result.scenario().about());
    map.put("verdict", result.passes() ? "PASS" : "FAIL");
    map.put("line", result.line());
    map.put("problems", result.problems());
    map.put("seed", result.scenario().seed());
    map.put("arrivals", result.scenario().spacing().name());
    map.put("capacity", result.capacity());
    map.put("environment", result.environment());
    map.put("generator", generator(result.generator()));
    map.put("total", counts(result.counted()));
    map.put("phases", phases());
    map.put("cells", cells());
    map.put("slices", slices());
    map.put("usage", usage());
    map.put("faults", result.outages().stream().map(ResultJson::fault).toList());
    map.put("thresholds", result.verdicts().stream().map(ResultJson::verdict).toList());
    map.put("queues", "not reported by this gateway version");
    map.put("examples", new TreeMap<>(result.recording().examples()));
    return map;
  }

  private static Map<String, Object> generator(Generator generator) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sends", generator.sends());
    map.put("late", generator.late());
    map.put("lateShare", generator.lateShare());
    map.put("notSent", generator.notSent());
    map.put("worstMillis", generator.worstMillis());
    map.put("senderCpu", generator.senderCpu());
    map.put("processCpu", generator.processCpu());
    map.put("cores", generator.cores());
    return map;
  }

  private static Map<String, Object> counts(Counts counts) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("offered", counts.offered());
    map.put("right", counts.right());
    map.put("wrong", counts.wrong());
    map.put("failed", counts.failed());
    map.put("again", counts.again());
    map.put("errorRate", counts.errorRate());
    map.put("achieved", counts.achieved());
    map.put("p50", counts.millis(50));
    map.put("p95", counts.millis(95));
    map.put("p99", counts.millis(99));
    map.put("p999", counts.millis(99.9));
    map.put("max", counts.millis(100));
    return map;
  }

  private List<Object> phases() {
    List<Object> list = new ArrayList<>();
    double start = 0;
    for (Phase phase : result.phases()) {
      Map<String, Object> map = new LinkedHashMap<>();
      double seconds = phase.duration().toNanos() / 1e9;
      map.put("name", phase.name());
      map.put("start", start);
      map.put("seconds", seconds);
      map.put("from", phase.fromRate());
      map.put("to", phase.toRate());
      map.put("counted", phase.counted());
      list.add(map);
      start += seconds;
    }
    return list;
  }

  private List<Object> cells() {
    List<Object> list = new ArrayList<>();
    for (int phase = 0; phase < result.phases().size(); phase++) {
      for (int kind = 0; kind < result.scenario().mix().size(); kind++) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("phase", result.phases().get(phase).name());
        map.put("kind", result.scenario().mix().get(kind).label());
        map.putAll(counts(result.recording().of(phase, kind)));
        list.add(map);
      }
    }
    return list;
  }

  private Map<String, Object> slices() {
    List<Counts> slices = result.recording().slices();
    TreeSet<String> codes = new TreeSet<>();
    slices.forEach(slice -> codes.addAll(slice.failed().keySet()));
    Map<String, Object> failed = new LinkedHashMap<>();
    codes.forEach(code -> failed.put(code, each(slices, s -> s.failed().getOrDefault(code, 0L))));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("seconds", result.recording().sliceLength().toNanos() / 1e9);
    map.put("offered", each(slices, Counts::offered));
    map.put("right", each(slices, Counts::right));
    map.put("wrong", each(slices, Counts::wrong));
    map.put("failed", failed);
    map.put("p50", each(slices, slice -> latency(slice, 50)));
    map.put("p99", each(slices, slice -> latency(slice, 99)));
    map.put("p999", each(slices, slice -> latency(slice, 99.9)));
    return map;
  }

  private static double latency(Counts slice, double percentile) {
    return slice.right() == 0 ? Double.NaN : slice.millis(percentile);
  }

  private static List<Object> each(List<Counts> slices, Function<Counts, Object> of) {
    return slices.stream().map(of).toList();
  }

  private Map<String, Object> usage() {
    Map<String, Object> processes = new LinkedHashMap<>();
    result
        .usage()
        .forEach(
            usage ->
                processes.put(
                    usage.process(),
                    Map.of("cores", usage.cores(), "residentMib", usage.residentMib())));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("seconds", result.usageSeconds());
    map.put("processes", processes);
    return map;
  }

  private static Map<String, Object> fault(Outage outage) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("label", outage.fault());
    map.put("from", outage.from());
    map.put("until", outage.until());
    map.put("outageMillis", outage.outageMillis());
    map.put("recoveryMillis", outage.recoveryMillis());
    map.put("recovered", outage.recovered());
    return map;
  }

  private static Map<String, Object> verdict(Verdict verdict) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("threshold", verdict.threshold());
    map.put("limit", verdict.limit());
    map.put("measured", verdict.measured());
    map.put("passes", verdict.passes());
    return map;
  }
}
