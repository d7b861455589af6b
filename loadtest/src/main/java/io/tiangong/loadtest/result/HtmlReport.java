package io.tiangong.loadtest.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The report: one file that needs no network, drawn in the browser from the figures in it. */
public final class HtmlReport {

  private static final String TEMPLATE = "/report.html";
  private static final String PLACE = "/*FIGURES*/null";

  private HtmlReport() {}

  /**
   * @param json of {@link ResultJson}
   */
  public static String of(String json) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(TEMPLATE)) {
      byte[] bytes = Objects.requireNonNull(in, TEMPLATE).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).replace(PLACE, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
