package io.badmap.agent;

import io.badmap.agent.weave.Installer;
import java.io.File;
import java.lang.instrument.Instrumentation;

/** The agent proper: started by {@link Premain} through the agent's own class loader. */
public final class Agent {
  private Agent() {}

  public static void start(String arguments, Instrumentation instrumentation, File jar)
      throws Exception {
    Installer installer = new Installer(instrumentation);
    installer.install();
  }
}
