package io.badmap.agent.metrics;

import io.badmap.agent.canary.Production;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.Installer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All numbers by their names, for JMX. Thread-safe. */
public final class Samples {
  private final Readings readings;

  /**
   * @param production what goes by a config file; {@code null} where there is none
   */
  public Samples(Reporter reporter, Installer installer, @Nullable Production production) {
    readings = new Readings(reporter, installer, production);
  }

  /** As {@code /metrics} names them, labels included. */
  public Map<String, Double> now() {
    Map<String, Double> samples = new TreeMap<>();
    for (Family family : readings.all()) {
      for (Family.Point point : family.points()) {
        samples.put(PrometheusText.sample(family, point), point.value());
      }
    }
    return Collections.unmodifiableMap(samples);
  }
}
