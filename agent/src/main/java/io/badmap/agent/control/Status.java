package io.badmap.agent.control;

import io.badmap.agent.budget.BreakerStatus;
import io.badmap.agent.budget.BudgetStatus;
import io.badmap.agent.budget.OwnThreads;
import io.badmap.agent.canary.Production;
import io.badmap.agent.canary.RuleStatus;
import io.badmap.agent.config.ConfigStatus;
import io.badmap.agent.config.Live;
import io.badmap.agent.options.OptionTable;
import io.badmap.agent.options.Origin;
import io.badmap.agent.report.Counts;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.Installer;
import io.badmap.guard.GuardCounters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
        + " dropped"
        + letGo(counts)
        + "\nguard: "
        + GuardCounters.unattributed()
        + " changes nobody could be named for, "
        + GuardCounters.healed()
        + " stuck tags healed\n"
        + displaced(installer)
        + "cost: "
        + threads.told()
        + '\n';
  }

  private static String letGo(Counts counts) {
    return (counts.sampledOut() == 0 ? "" : ", " + counts.sampledOut() + " left out by sampling")
        + (counts.passed() == 0 ? "" : ", " + counts.passed() + " let go by the breaker");
  }

  private static String displaced(Installer installer) {
    List<String> roots = installer.displaced();
    return roots.isEmpty()
        ? ""
        : "not watched any more, since another agent has transformed it: "
            + String.join(", ", roots)
            + '\n';
  }

  /** How the file, its rules, the breaker and the budget stand; lines ended by {@code \n}. */
  public static String production(@Nullable Production production) {
    if (production == null) {
      return "";
    }
    ConfigStatus config = production.config();
    StringBuilder text = new StringBuilder("config file: ");
    text.append(config.applied()).append(" contents applied, ").append(config.failed());
    text.append(" failed, ").append(config.rolledBack()).append(" taken back\n");
    if (config.lastError() != null) {
      text.append("last failure: ").append(config.lastError()).append('\n');
    }
    for (RuleStatus rule : production.rules()) {
      text.append("rule ")
          .append(rule.name())
          .append(rule.active() ? ": " : ": not here or over, ");
      text.append(rule.misuses()).append(" conflicts decided\n");
    }
    BreakerStatus breaker = production.breaker();
    if (breaker != null) {
      text.append("breaker: ").append(breaker.state()).append(", opened ").append(breaker.trips());
      text.append(" times, ").append(breaker.passed()).append(" conflicts let go\n");
    }
    BudgetStatus budget = production.budget();
    if (budget != null) {
      text.append("budget: ").append(budget.step()).append(", ").append(budget.down());
      text.append(" steps to less, ").append(budget.up()).append(" back; ");
      text.append(String.format(Locale.ROOT, "%.3f %% of the JVM's CPU", 100 * budget.cpu()));
      text.append(", ").append(budget.bytes() >> 20).append(" MiB\n");
    }
    return text.toString();
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
