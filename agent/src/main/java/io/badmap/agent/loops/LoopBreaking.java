package io.badmap.agent.loops;

import io.badmap.agent.weave.Rewriting;
import java.util.List;

/** What {@code breakloops=on} adds to the weaving. */
public final class LoopBreaking implements Rewriting {
  @Override
  public List<String> classes() {
    return LoopBreaker.CLASSES;
  }

  @Override
  public byte[] rewrite(byte[] bytes) {
    return LoopBreaker.rewrite(bytes);
  }
}
