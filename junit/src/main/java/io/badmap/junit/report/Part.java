package io.badmap.junit.report;

import io.badmap.junit.watch.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Keeps the report of one JVM in a file for the other JVMs of the build, as properties. */
final class Part {
  private Part() {}

  static String text(Report report) {
    Properties properties = new Properties();
    properties.setProperty("tests", Integer.toString(report.tests()));
    properties.setProperty("unfinished", String.join("\n", report.unfinished()));
    int number = 0;
    for (Finding finding : report.findings()) {
      String key = "finding." + number++ + ".";
      properties.setProperty(key + "outcome", finding.outcome().name());
      properties.setProperty(key + "pair", finding.pair());
      properties.setProperty(key + "kind", finding.kind());
      properties.setProperty(key + "map", finding.map());
      properties.setProperty(key + "sites", finding.sites());
      properties.setProperty(key + "where", String.join("\n", finding.where()));
      properties.setProperty(key + "text", finding.text());
      properties.setProperty(key + "json", finding.json());
    }
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new AssertionError("a string cannot fail", e);
    }
    return text.toString();
  }

  /**
   * Reads one back.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is not one, or was cut
   */
  static Report read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; properties.containsKey("finding." + i + ".outcome"); i++) {
      String key = "finding." + i + ".";
      findings.add(
          new Finding(
              Outcome.valueOf(get(properties, key + "outcome")),
              get(properties, key + "pair"),
              get(properties, key + "kind"),
              get(properties, key + "map"),
              get(properties, key + "sites"),
              lines(get(properties, key + "where")),
              get(properties, key + "text"),
              get(properties, key + "json")));
    }
    return new Report(
        Integer.parseInt(get(properties, "tests")),
        List.copyOf(lines(get(properties, "unfinished"))),
        findings);
  }

  private static Set<String> lines(String text) {
    return new TreeSet<>(text.lines().toList());
  }

  private static String get(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key);
    }
    return value;
  }
}
