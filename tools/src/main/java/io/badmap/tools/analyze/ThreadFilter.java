package io.badmap.tools.analyze;

import java.util.BitSet;

/** Which threads are wanted, asked once for each. */
final class ThreadFilter {
  private final Settings settings;
  private final ThreadTable threads;
  private final BitSet asked = new BitSet();
  private final BitSet wanted = new BitSet();

  ThreadFilter(Settings settings, ThreadTable threads) {
    this.settings = settings;
    this.threads = threads;
  }

  boolean wants(int thread) {
    if (settings.thread() == null) return true;
    if (thread < 0) return false;
    if (!asked.get(thread)) {
      asked.set(thread);
      wanted.set(thread, settings.wantsThread(threads.info(thread).id(), threads.name(thread)));
    }
    return wanted.get(thread);
  }
}
