package io.badmap.agent.metrics;

import io.badmap.agent.report.JsonText;
import java.util.List;
import java.util.Locale;

/**
 * An {@code ExportMetricsServiceRequest} of OTLP 1, in the JSON that OTLP/HTTP takes: see
 * "OTLP/HTTP, JSON Protobuf Encoding" of the OpenTelemetry specification. Counters are cumulative
 * and monotonic sums.
 */
final class OtlpJson {
  /** {@code AGGREGATION_TEMPORALITY_CUMULATIVE}. */
  private static final int CUMULATIVE = 2;

  private OtlpJson() {}

  /**
   * The request.
   *
   * @param service the value of the resource's {@code service.name}
   * @param startNanos since when counters count, since the epoch
   * @param nowNanos since the epoch
   */
  static String of(List<Family> families, String service, long startNanos, long nowNanos) {
    StringBuilder text = new StringBuilder("{\"resourceMetrics\":[{\"resource\":{\"attributes\":[");
    attribute(text, "service.name", service);
    text.append(',');
    attribute(text, "process.pid", Long.toString(ProcessHandle.current().pid()));
    text.append("]},\"scopeMetrics\":[{\"scope\":{\"name\":\"io.badmap\"},\"metrics\":[");
    String comma = "";
    for (Family family : families) {
      text.append(comma).append("{\"name\":").append(JsonText.quoted(name(family)));
      text.append(",\"description\":").append(JsonText.quoted(family.help()));
      text.append(family.counter() ? ",\"sum\":{" : ",\"gauge\":{");
      if (family.counter()) {
        text.append("\"aggregationTemporality\":").append(CUMULATIVE);
        text.append(",\"isMonotonic\":true,");
      }
      text.append("\"dataPoints\":[");
      points(text, family, startNanos, nowNanos);
      text.append("]}}");
      comma = ",";
    }
    return text.append("]}]}]}").toString();
  }

  /** OpenTelemetry has no suffix; an exporter to Prometheus adds it. */
  private static String name(Family family) {
    String name = family.name();
    return family.counter() ? name.substring(0, name.length() - "_total".length()) : name;
  }

  private static void points(StringBuilder text, Family family, long startNanos, long nowNanos) {
    String comma = "";
    for (Family.Point point : family.points()) {
      text.append(comma).append("{\"attributes\":[");
      for (int i = 0; i < point.labels().size(); i += 2) {
        text.append(i == 0 ? "" : ",");
        String value = PrometheusText.bounded(point.labels().get(i + 1));
        attribute(text, point.labels().get(i), value);
      }
      text.append("],\"startTimeUnixNano\":\"").append(startNanos);
      text.append("\",\"timeUnixNano\":\"").append(nowNanos);
      text.append("\",\"asDouble\":");
      text.append(String.format(Locale.ROOT, "%s", point.value())).append('}');
      comma = ",";
    }
  }

  private static void attribute(StringBuilder text, String key, String value) {
    text.append("{\"key\":").append(JsonText.quoted(key)).append(",\"value\":{\"stringValue\":");
    text.append(JsonText.quoted(value)).append("}}");
  }
}
