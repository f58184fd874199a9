package io.badmap.it.faults.app;

import com.sun.tools.attach.VirtualMachine;

/** Uses maps, has an agent attached to its own JVM, and then collides. */
public final class AttachSelf {
  private AttachSelf() {}

  /** Takes the agent's jar and its options, or nothing for no agent. */
  public static void main(String[] arguments) throws Exception {
    Hardships.main(new String[] {"throwing"});
    if (arguments.length > 0) {
      VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
      try {
        self.loadAgent(arguments[0], arguments[1]);
      } finally {
        self.detach();
      }
    }
    Collision.main(new String[0]);
  }
}
