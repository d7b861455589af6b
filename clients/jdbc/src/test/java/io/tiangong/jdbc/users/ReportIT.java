package io.tiangong.jdbc.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperExportManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JasperReports report, from the query to the figures on the page. */
@Timeout(180)
class ReportIT {

  @TempDir private Path files;

  @Test
  void figuresOfThePdfAreThoseOfTheTables() throws Exception {
    try (KpiGateway gateway = KpiGateway.start(files);
        Connection connection = DriverManager.getConnection(gateway.urlWithUser())) {
      Map<String, Object> parameters = new HashMap<>();
      parameters.put("DAY", Date.valueOf("2026-01-11"));
      JasperPrint pages = JasperFillManager.fillReport(report(), parameters, connection);
      byte[] pdf = JasperExportManager.exportReportToPdf(pages);
      String text = text(pdf);
      assertThat(text).contains("Plan of 2026-01-11");
      long total = 0;
      for (int depot = 1; depot <= 10; depot++) {
        long planned = depot * 100L + 10;
        total += planned;
        assertThat(text).contains("depot " + depot + " " + planned);
      }
      assertThat(text).contains("Total " + total);
    }
  }

  private static JasperReport report() throws Exception {
    try (InputStream source = ReportIT.class.getResourceAsStream("/reports/plan.jrxml")) {
      return JasperCompileManager.compileReport(Objects.requireNonNull(source));
    }
  }

  private static String text(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document).replaceAll("[ \\u00a0]+", " ");
    }
  }
}
