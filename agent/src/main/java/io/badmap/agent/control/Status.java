package io.badmap.agent.control;

import io.badmap.agent.config.Live;
import io.badmap.agent.options.OptionTable;
import io.badmap.agent.options.Origin;
import io.badmap.agent.report.Counts;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.Installer;
import io.badmap.guard.GuardCounters;

/** What the agent watches and has met, for people. */
public final class Status {
  private Status() {}

  /** Some lines, each ended by {@code \n}. */
  public static String text(Reporter reporter, Installer installer, OwnThreads threads) {
    Counts counts = reporter.counts();
    return "badmap in process "
        + ProcessHandle.current().pid()
        + ", JDK "
        + Runtime.version()
        + "\nwatches "
        + installer.classCount()
        + " classes, "
        + installer.entryPoints()
        + " methods\nconflicts: "
        + counts.met()
        + " met, "
        + counts.reported()
        + " reported, "
        + counts.folded()
        + " folded into an earlier one, "
        + counts.suppressed()
        + " suppressed, "
        + counts.valueOnly()
        + " left out as of values only, "
        + counts.dropped()
        + " dropped\nguard: "
        + GuardCounters.unattributed()
        + " changes nobody could be named for, "
        + GuardCounters.healed()
        + " stuck tags healed\ncost: "
        + threads.told()
        + '\n';
  }

  /** Every option, its value, and where that came from. */
  static String options(Live live) {
    StringBuilder text = new StringBuilder("options; what comes first wins:");
    for (Origin origin : Origin.values()) {
      text.append(origin.ordinal() == 0 ? " " : ", ").append(origin.label());
    }
    text.append('\n');
    for (String key : OptionTable.keys()) {
      if (OptionTable.valid(key) != null) {
        text.append("  ").append(key).append('=').append(OptionTable.shown(key, live.text(key)));
        text.append(" (").append(live.options().origin(key).label()).append(")\n");
      }
    }
    return text.toString();
  }
}
