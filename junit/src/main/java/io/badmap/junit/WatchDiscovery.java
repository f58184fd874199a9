package io.badmap.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * Makes Jupiter take {@link WatchMapsExtension} for every test where {@code badmap.watch} is {@code
 * true}, so that single tests fail; without it the run would. Found through {@link
 * java.util.ServiceLoader}.
 *
 * <p>Jupiter finds extensions by itself if it is told to; from 5.12 on it can be told which. Before
 * that it takes all there are, so nothing is switched on where the class path has others.
 */
public final class WatchDiscovery implements LauncherDiscoveryListener {
  private static final String DETECT = "junit.jupiter.extensions.autodetection.enabled";
  private static final String INCLUDE = "junit.jupiter.extensions.autodetection.include";
  private static final String SERVICE =
      "META-INF/services/org.junit.jupiter.api.extension.Extension";

  /** For the ServiceLoader. */
  public WatchDiscovery() {}

  @Override
  public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
    if (Settings.read().watch() != Settings.Which.TRUE) {
      return;
    }
    ConfigurationParameters parameters = request.getConfigurationParameters();
    if (parameters.getBoolean(DETECT).orElse(false)) {
      return;
    }
    if (othersWouldCome()) {
      if (!canChoose()) {
        System.err.println(
            "badmap: tests do not fail one by one, but the run does: this JUnit takes all"
                + " extensions of the class path or none; to take all: -D"
                + DETECT
                + "=true");
        return;
      }
      System.setProperty(INCLUDE, WatchMapsExtension.class.getName());
    }
    System.setProperty(DETECT, "true");
  }

  private static boolean canChoose() {
    try {
      Class<?> known = Class.forName("org.junit.jupiter.engine.Constants", false, loader());
      return INCLUDE.equals(
          known.getField("EXTENSIONS_AUTODETECTION_INCLUDE_PROPERTY_NAME").get(null));
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static boolean othersWouldCome() {
    try {
      for (URL file : Collections.list(loader().getResources(SERVICE))) {
        try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
          if (reader.lines().anyMatch(WatchDiscovery::isOther)) {
            return true;
          }
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean isOther(String line) {
    String name = line.replaceFirst("#.*", "").strip();
    return !name.isEmpty() && !name.equals(WatchMapsExtension.class.getName());
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? WatchDiscovery.class.getClassLoader() : context;
  }
}
