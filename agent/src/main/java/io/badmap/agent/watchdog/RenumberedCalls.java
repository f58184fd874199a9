package io.badmap.agent.watchdog;

import io.badmap.agent.loops.WalkMethods;
import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.UnknownShapeException;
import org.jspecify.annotations.Nullable;

/** Marks new calls by other line numbers: what runs keeps its own, and nothing else changes. */
public final class RenumberedCalls implements SameCall {
  private final Installer installer;

  /**
   * @param installer what has woven the classes, and knows how to do so again
   */
  public RenumberedCalls(Installer installer) {
    this.installer = installer;
  }

  @Override
  public boolean canBeEndless(String className, String method) {
    return WalkMethods.of(className).contains(method);
  }

  @Override
  public @Nullable String markNewCalls(String className, boolean mark) {
    try {
      installer.reweave(className, new LineNumbers(className, mark ? MOVED : 0));
      return null;
    } catch (UnknownShapeException | RuntimeException | LinkageError e) {
      return String.valueOf(e.getMessage());
    }
  }
}
