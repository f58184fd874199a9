package io.badmap.junit.attach;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * The agent in this JVM: there already, attached here, or impossible. Thread-safe.
 *
 * <p>A JVM that lets nobody attach to itself ({@code jdk.attach.allowAttachSelf} is off by default)
 * is attached to from a second, short-lived one.
 */
public final class Attachment {
  private static final String ACCESSIBLE_CLASS = "io.badmap.guard.Installation";
  private static final String API_CLASS = "io.badmap.Badmap";

  private static @Nullable Attachment made;

  private final @Nullable String problem;
  private final boolean attachedHere;

  private Attachment(@Nullable String problem, boolean attachedHere) {
    this.problem = problem;
    this.attachedHere = attachedHere;
  }

  /**
   * Attaches the agent where it is not there; later calls give what the first one found.
   *
   * @param options gives the agent's options where it is attached here
   */
  public static synchronized Attachment ensure(Supplier<String> options) {
    Attachment known = made;
    if (known == null) {
      known = make(options);
      made = known;
    }
    return known;
  }

  /** Why this JVM cannot be watched, in words for whoever runs the tests; {@code null} if it is. */
  public @Nullable String problem() {
    return problem;
  }

  /** Whether the agent was not there when the JVM started. */
  public boolean attachedHere() {
    return attachedHere;
  }

  private static Attachment make(Supplier<String> options) {
    if (isLoaded()) {
      return isInstalled()
          ? verified(false)
          : failed(
              "the agent was given to this JVM and did not install: its line on stderr, BADMAP or"
                  + " GODEBUG in the environment say why");
    }
    AgentJar jar = AgentJar.find(Attachment.class.getClassLoader());
    File file = jar.file();
    if (file == null) {
      return failed(jar.problem());
    }
    try {
      ByteBuddyAgent.attach(file, Long.toString(ProcessHandle.current().pid()), options.get());
    } catch (RuntimeException | LinkageError e) {
      return failed(refusal(e) + "\n" + StartWithAgent.lines(file));
    }
    if (!isInstalled()) {
      return failed("the agent did not install: its line on stderr says why");
    }
    if (warned()) {
      System.err.println(
          "badmap: attached to the JVM of the tests; without the JVM's warning: "
              + "-XX:+EnableDynamicAgentLoading, or -javaagent:"
              + file);
    }
    return verified(true);
  }

  /** Two copies of the API in one JVM do not hear of each other. */
  private static Attachment verified(boolean attachedHere) {
    try {
      Class<?> seen = Class.forName(API_CLASS, false, Attachment.class.getClassLoader());
      if (seen.getClassLoader() == null) {
        return new Attachment(null, attachedHere);
      }
      AgentJar jar = AgentJar.find(Attachment.class.getClassLoader());
      File file = jar.file();
      return failed(
          "classes of io.badmap were loaded from the class path before the agent came\n"
              + StartWithAgent.lines(file == null ? new File("badmap.jar") : file));
    } catch (ClassNotFoundException e) {
      return failed("the class loader of the tests hides the agent's classes: " + e);
    }
  }

  private static Attachment failed(String problem) {
    return new Attachment("badmap cannot watch this JVM: " + problem, false);
  }

  private static String refusal(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String flag =
        given("-XX:+DisableAttachMechanism")
            ? "-XX:+DisableAttachMechanism keeps the agent from being attached"
            : given("-XX:-EnableDynamicAgentLoading")
                ? "-XX:-EnableDynamicAgentLoading keeps the agent from being attached"
                : "the agent cannot be attached";
    return flag + " (" + cause + ")";
  }

  private static boolean isLoaded() {
    try {
      Class.forName(ACCESSIBLE_CLASS, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean isInstalled() {
    try {
      Class<?> installation = Class.forName(ACCESSIBLE_CLASS, false, null);
      return (boolean) installation.getMethod("isClaimed").invoke(null);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static boolean warned() {
    return Runtime.version().feature() >= 21 && !given("-XX:+EnableDynamicAgentLoading");
  }

  private static boolean given(String flag) {
    try {
      return ManagementFactory.getRuntimeMXBean().getInputArguments().contains(flag);
    } catch (LinkageError e) {
      // An image without java.management.
      return false;
    }
  }
}
