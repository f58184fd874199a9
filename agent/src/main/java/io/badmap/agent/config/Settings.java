package io.badmap.agent.config;

import io.badmap.agent.options.Action;
import io.badmap.agent.options.OptionTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a file says. Immutable, so that a change of the file is a change of one value.
 *
 * @param options texts by key of the option table; only what the file sets
 * @param observability how rules come into force and what is traced
 * @param budget what the agent may cost; {@code null} where it is not measured
 * @param breaker when to stop interfering; {@code null} for never
 * @param rules what holds for requests of the canary, in the order of the file
 */
public record Settings(
    Map<String, String> options,
    Observability observability,
    @Nullable BudgetLimits budget,
    @Nullable BreakerLimits breaker,
    List<Rule> rules) {
  private static final String SAMPLE = "sample";

  /** What an empty file says. */
  public static final Settings EMPTY =
      new Settings(Map.of(), new Observability(1, true, null), null, null, List.of());

  /**
   * How rules come into force and what is traced.
   *
   * @param traceSampling the share of operations that are traced, 0 to 1
   * @param delta whether a change replaces only the rules that changed
   * @param validationHook a path or an address; {@code null} for none
   */
  public record Observability(
      double traceSampling, boolean delta, @Nullable String validationHook) {}

  /**
   * What the agent may cost.
   *
   * @param cpu the share of the JVM's CPU time, 0 to 1
   * @param bytes what it may hold
   */
  public record BudgetLimits(double cpu, long bytes) {}

  /**
   * When to stop interfering.
   *
   * @param failureRate the share of conflicts that end with an error, 0 to 1, above which it trips
   * @param windowMillis the time over which that share is taken
   * @param minEvents with fewer conflicts in the window it does not trip
   * @param cooldownMillis how long it leaves the application alone
   * @param degrade the address that is told; {@code null} for none
   */
  public record BreakerLimits(
      double failureRate,
      long windowMillis,
      int minEvents,
      long cooldownMillis,
      @Nullable String degrade) {}

  /**
   * What holds for some requests of the canary.
   *
   * @param name unique in the file
   * @param match where it counts
   * @param traffic the share of requests that are drawn, 0 to 1
   * @param action what the meeting thread gets
   * @param events what is traced; {@code null} for what the option says
   * @param expires the first moment at which it does not count; {@code null} for none
   */
  public record Rule(
      String name,
      Match match,
      double traffic,
      Action action,
      @Nullable String events,
      @Nullable Instant expires) {}

  /**
   * Where a rule counts; what is empty fits everything.
   *
   * @param services globs of service names
   * @param tags globs of attributes of the process, by their names
   * @param classes globs of the caller's class
   * @param maps globs of the map's field
   */
  public record Match(
      List<String> services, Map<String, String> tags, List<String> classes, List<String> maps) {}

  /** From what was understood of a file. */
  static Settings of(Checked root) {
    Checked observed = root.section(Keys.OBSERVABILITY);
    Checked budget = root.section(Keys.BUDGET);
    Checked breaker = root.section(Keys.BREAKER);
    return new Settings(
        options(root, observed),
        observed == null ? EMPTY.observability : observability(observed),
        budget == null ? null : budget(budget),
        breaker == null ? null : breaker(breaker),
        rules(root.many(Keys.RULES)));
  }

  /** The share that is traced is an option too, which one in the file itself wins over. */
  private static Map<String, String> options(Checked root, @Nullable Checked observed) {
    String share = observed == null ? null : observed.text(Keys.TRACE_SAMPLING);
    if (share == null || root.text(SAMPLE) != null || OptionTable.valid(SAMPLE) == null) {
      return root.texts();
    }
    Map<String, String> options = new HashMap<>(root.texts());
    options.put(SAMPLE, BigDecimal.valueOf(Quantities.share(share)).toPlainString());
    return Map.copyOf(options);
  }

  private static Observability observability(Checked from) {
    return new Observability(
        Quantities.share(from.text(Keys.TRACE_SAMPLING, "1")),
        from.text(Keys.RULE_SYNC_MODE, "delta").equals("delta"),
        from.text(Keys.VALIDATION_HOOK));
  }

  private static BudgetLimits budget(Checked from) {
    return new BudgetLimits(
        Quantities.share(from.text(Keys.CPU, "3%")),
        Quantities.bytes(from.text(Keys.MEMORY, "50MB")));
  }

  private static BreakerLimits breaker(Checked from) {
    return new BreakerLimits(
        Quantities.share(from.text(Keys.FAILURE_RATE, "95%")),
        Math.max(1, Quantities.millis(from.text(Keys.WINDOW, "10s"))),
        Integer.parseInt(from.text(Keys.MIN_EVENTS, "20")),
        Quantities.millis(from.text(Keys.COOLDOWN, "30s")),
        from.text(Keys.DEGRADE));
  }

  private static List<Rule> rules(List<Checked> all) {
    List<Rule> rules = new ArrayList<>();
    for (Checked each : all) {
      Checked match = each.section(Keys.MATCH);
      String expires = each.text(Keys.EXPIRES);
      rules.add(
          new Rule(
              each.text(Keys.NAME, ""),
              match == null ? match(new Checked()) : match(match),
              Quantities.share(each.text(Keys.TRAFFIC, "0%")),
              Action.valueOf(each.text(Keys.ACTION, "log").toUpperCase(Locale.ROOT)),
              each.text(Keys.EVENTS),
              expires == null ? null : Quantities.moment(expires)));
    }
    return List.copyOf(rules);
  }

  private static Match match(Checked from) {
    return new Match(
        from.list(Keys.SERVICE),
        from.pairs(Keys.TAGS),
        from.list(Keys.CLASSES),
        from.list(Keys.MAPS));
  }

  /** The first name that two rules bear; {@code null} for none. */
  @Nullable String doubleName() {
    Set<String> names = new HashSet<>();
    for (Rule rule : rules) {
      if (!names.add(rule.name())) {
        return rule.name();
      }
    }
    return null;
  }
}
