package io.badmap.it.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes through the Launcher API as Gradle's worker does: one session, class selectors,
 * a listener. Prints {@code passed NAME}, {@code failed NAME} with the message behind it, and
 * {@code the run failed}.
 */
final class LaunchMain {
  private LaunchMain() {}

  public static void main(String[] classNames) {
    LauncherDiscoveryRequestBuilder builder = LauncherDiscoveryRequestBuilder.request();
    try (LauncherSession session = LauncherFactory.openSession()) {
      for (String className : classNames) {
        // Gradle loads each class itself, without initializing it.
        builder.selectors(selectClass(load(className)));
      }
      LauncherDiscoveryRequest request = builder.build();
      session.getLauncher().execute(request, new Printer());
    } catch (AssertionError | IllegalStateException e) {
      System.out.println("the run failed: " + e.getMessage());
    }
  }

  private static Class<?> load(String className) {
    try {
      return Class.forName(className, false, LaunchMain.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static final class Printer implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      String name = test.getLegacyReportingName();
      if (test.isTest() || result.getThrowable().isPresent()) {
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        System.out.println((passed ? "passed " : "failed ") + name);
        result.getThrowable().ifPresent(e -> System.out.println(e.getMessage()));
      }
    }
  }
}
