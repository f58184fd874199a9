package io.badmap.it;

import com.sun.tools.attach.VirtualMachine;

/** For the main of a JVM that was started as {@link Jvm#attachable}. */
public final class SelfAttach {
  private SelfAttach() {}

  /**
   * Has an agent loaded into this JVM, or asks one that is there for something.
   *
   * @throws Exception as {@link VirtualMachine#loadAgent(String, String)}
   */
  public static void load(String jar, String options) throws Exception {
    VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    try {
      self.loadAgent(jar, options);
    } finally {
      self.detach();
    }
  }

  /** The start of the agent that is in this JVM; {@code null} for none. */
  public static Object resident() throws ReflectiveOperationException {
    return Class.forName("io.badmap.guard.Installation", true, null)
        .getMethod("resident")
        .invoke(null);
  }
}
