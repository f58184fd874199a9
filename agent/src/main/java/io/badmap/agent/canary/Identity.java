package io.badmap.agent.canary;

import io.badmap.Glob;
import io.badmap.agent.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What this process is called: the service name and resource attributes of OpenTelemetry, from the
 * system properties {@code otel.service.name} and {@code otel.resource.attributes} or the variables
 * {@code OTEL_SERVICE_NAME} and {@code OTEL_RESOURCE_ATTRIBUTES}.
 *
 * @param service the name; empty where nobody gave one
 * @param tags attributes by name
 * @see <a href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">
 *     OpenTelemetry: environment variables</a>
 */
record Identity(String service, Map<String, String> tags) {
  static Identity of(Map<String, String> environment, Properties properties) {
    Map<String, String> tags = new HashMap<>();
    read(value("OTEL_RESOURCE_ATTRIBUTES", environment, properties), tags);
    String service = value("OTEL_SERVICE_NAME", environment, properties);
    if (service == null) {
      service = tags.getOrDefault("service.name", "");
    }
    return new Identity(service, Map.copyOf(tags));
  }

  private static @Nullable String value(
      String variable, Map<String, String> environment, Properties properties) {
    String property = variable.toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    String set = properties.getProperty(property);
    return set == null ? environment.get(variable) : set;
  }

  private static void read(@Nullable String text, Map<String, String> into) {
    if (text == null) {
      return;
    }
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != ',') {
        continue;
      }
      int equals = text.indexOf('=', start);
      if (equals > start && equals < i) {
        into.put(text.substring(start, equals).strip(), text.substring(equals + 1, i).strip());
      }
      start = i + 1;
    }
  }

  /** Whether a rule is for this process. */
  boolean fits(Settings.Match match) {
    if (!match.services().isEmpty() && !any(match.services(), service)) {
      return false;
    }
    for (Map.Entry<String, String> wanted : match.tags().entrySet()) {
      String tag = tags.get(wanted.getKey());
      if (tag == null || !new Glob(wanted.getValue()).matches(tag)) {
        return false;
      }
    }
    return true;
  }

  private static boolean any(List<String> globs, String text) {
    for (String glob : globs) {
      if (new Glob(glob).matches(text)) {
        return true;
      }
    }
    return false;
  }
}
