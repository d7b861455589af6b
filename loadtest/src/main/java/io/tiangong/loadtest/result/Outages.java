package io.tiangong.loadtest.result;

import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.fleet.FaultWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds how long faults were felt: until the last slice in which more than 1 % went wrong. */
public final class Outages {

  private static final double UNHEALTHY = 0.01;

  private Outages() {}

  /**
   * @param slices of the run, by the time at which requests were due
   */
  public static List<Outage> of(
      List<FaultWindow> faults, List<Counts> slices, Duration sliceLength) {
    double slice = sliceLength.toNanos() / 1e9;
    List<FaultWindow> sorted = new ArrayList<>(faults);
    sorted.sort(Comparator.comparingDouble(FaultWindow::from));
    List<Outage> outages = new ArrayList<>();
    for (FaultWindow fault : sorted) {
      int end = (int) Math.min(slices.size(), Math.floor(next(fault, sorted) / slice));
      outages.add(outage(fault, slices.subList(0, Math.max(0, end)), slice));
    }
    return outages;
  }

  /** When the first fault begins that does not overlap with this one. */
  private static double next(FaultWindow fault, List<FaultWindow> all) {
    return all.stream()
        .mapToDouble(FaultWindow::from)
        .filter(from -> from > fault.from() && !(from < fault.until()))
        .min()
        .orElse(Double.MAX_VALUE);
  }

  private static Outage outage(FaultWindow fault, List<Counts> slices, double slice) {
    int last = slices.size() - 1;
    while (last >= 0 && slices.get(last).offered() == 0) {
      last--;
    }
    int lastUnhealthy = last;
    int first = (int) Math.floor(fault.from() / slice);
    while (lastUnhealthy >= first && slices.get(lastUnhealthy).errorRate() <= UNHEALTHY) {
      lastUnhealthy--;
    }
    boolean felt = lastUnhealthy >= first;
    double well = felt ? (lastUnhealthy + 1) * slice : fault.from();
    return new Outage(
        fault.label(),
        fault.from(),
        fault.until(),
        Math.max(0, well - fault.from()) * 1e3,
        Double.isNaN(fault.until()) ? Double.NaN : Math.max(0, well - fault.until()) * 1e3,
        !felt || lastUnhealthy < last);
  }
}
