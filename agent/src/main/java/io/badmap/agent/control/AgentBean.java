package io.badmap.agent.control;

import io.badmap.agent.budget.OwnThreads;
import io.badmap.agent.canary.Production;
import io.badmap.agent.config.Live;
import io.badmap.agent.metrics.Samples;
import io.badmap.agent.options.OptionError;
import io.badmap.agent.options.OptionTable;
import io.badmap.agent.report.Counts;
import io.badmap.agent.report.Met;
import io.badmap.guard.Conflicts;
import io.badmap.guard.GuardCounters;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Answers what is asked over JMX. Thread-safe. */
public final class AgentBean implements AgentMXBean {
  private static final String NAME = "io.badmap:type=Agent";

  /** How many reports a dump shows. */
  private static final int LATEST = 20;

  private final Residence residence;
  private final Live live;
  private final @Nullable Production production;
  private final Callable<String> leave;
  private final OwnThreads threads = new OwnThreads();
  private final Samples samples;

  private AgentBean(
      Residence residence, Live live, @Nullable Production production, Callable<String> leave) {
    this.residence = residence;
    this.live = live;
    this.production = production;
    samples = new Samples(residence.reporter(), residence.installer(), production);
    this.leave = leave;
  }

  /**
   * Shows the agent in the platform's server. Harmless where it is shown already.
   *
   * @param live the options in force
   * @param production what goes by a config file; {@code null} where there is none
   * @param leave lets the agent leave
   */
  public static void show(
      Residence residence, Live live, @Nullable Production production, Callable<String> leave)
      throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName(NAME);
    if (!server.isRegistered(name)) {
      server.registerMBean(new AgentBean(residence, live, production, leave), name);
    }
  }

  /**
   * Takes it out of the platform's server again.
   *
   * @throws IllegalStateException if the server refuses
   */
  public static void hide() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = new ObjectName(NAME);
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException("the bean cannot be hidden: " + e, e);
    }
  }

  private Counts counts() {
    return residence.reporter().counts();
  }

  @Override
  public long getMet() {
    return counts().met();
  }

  @Override
  public long getReported() {
    return counts().reported();
  }

  @Override
  public long getFolded() {
    return counts().folded();
  }

  @Override
  public long getSuppressed() {
    return counts().suppressed();
  }

  @Override
  public long getDropped() {
    return counts().dropped();
  }

  @Override
  public long getSampledOut() {
    return counts().sampledOut();
  }

  @Override
  public long getPassed() {
    return counts().passed();
  }

  @Override
  public long getUnattributed() {
    return GuardCounters.unattributed();
  }

  @Override
  public long getHealed() {
    return GuardCounters.healed();
  }

  @Override
  public long getFaults() {
    return counts().faults();
  }

  @Override
  public int getClasses() {
    return residence.installer().classCount();
  }

  @Override
  public int getMethods() {
    return residence.installer().entryPoints();
  }

  @Override
  public long getCpuNanos() {
    return threads.cpuNanos();
  }

  @Override
  public Map<String, Double> getMetrics() {
    return samples.now();
  }

  @Override
  public String status(String origin) {
    String text =
        Status.text(residence.reporter(), residence.installer(), threads)
            + Status.production(production);
    return Boolean.parseBoolean(origin) ? text + Status.options(live) : text;
  }

  @Override
  public String set(String option) {
    int equals = option.indexOf('=');
    if (equals <= 0) {
      throw new IllegalArgumentException(
          OptionError.quoted(option) + " is not KEY=VALUE, such as action=log");
    }
    String key = option.substring(0, equals).strip();
    Live.Outcome outcome = live.set(key, option.substring(equals + 1).strip());
    if (!outcome.errors().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", outcome.errors()));
    }
    if (!outcome.restart().isEmpty()) {
      throw new IllegalArgumentException(
          key + " is decided when the agent is installed: detach, then attach with it");
    }
    String value = OptionTable.shown(key, live.text(key));
    String now = key + '=' + value + " (" + live.options().origin(key).label() + ')';
    return outcome.changed().isEmpty() ? now + ", as before" : now;
  }

  @Override
  public String dump() {
    List<Met> met = residence.reporter().latest(LATEST);
    StringBuilder text = new StringBuilder();
    Object[] now = Conflicts.underWay();
    text.append(now.length).append(" maps in conflict now\n");
    for (Object map : now) {
      text.append("  ").append(map.getClass().getName()).append('@');
      text.append(Integer.toHexString(System.identityHashCode(map))).append('\n');
    }
    text.append(met.size()).append(" latest reports\n");
    for (Met each : met) {
      text.append(each.text());
      text.append("    met ").append(each.times()).append(" times\n");
    }
    return text.toString();
  }

  @Override
  public String top() {
    return Top.table(counts(), residence.reporter().latest(Integer.MAX_VALUE), threads);
  }

  @Override
  public String detach() {
    try {
      return leave.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
  }
}
