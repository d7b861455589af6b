package io.tiangong.loadtest.result;

import java.util.List;

/**
 * What a process used over time.
 *
 * @param cores processors in use, by slice of time; NaN: it did not run
 * @param residentMib memory, by slice of time; NaN: it did not run
 */
public record Usage(String process, List<Double> cores, List<Double> residentMib) {

  public Usage {
    cores = List.copyOf(cores);
    residentMib = List.copyOf(residentMib);
  }
}
