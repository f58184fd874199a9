package io.badmap.agent.canary;

import io.badmap.CanaryScope;
import io.badmap.agent.budget.Breaker;
import io.badmap.agent.budget.BreakerStatus;
import io.badmap.agent.budget.Budget;
import io.badmap.agent.budget.BudgetStatus;
import io.badmap.agent.budget.Cost;
import io.badmap.agent.budget.Sample;
import io.badmap.agent.budget.Step;
import io.badmap.agent.config.ConfigFile;
import io.badmap.agent.config.ConfigStatus;
import io.badmap.agent.config.Follower;
import io.badmap.agent.config.HttpCall;
import io.badmap.agent.config.Live;
import io.badmap.agent.config.Settings;
import io.badmap.agent.config.Settings.BreakerLimits;
import io.badmap.agent.config.Settings.BudgetLimits;
import io.badmap.agent.options.Options;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.report.JsonText;
import io.badmap.agent.report.Reporter;
import io.badmap.budget.Operations;
import io.badmap.canary.Carried;
import io.badmap.event.EventSwitch;
import io.badmap.event.Sites;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a config file adds to the agent. One thread, {@code badmap-config}, changes it; its counts
 * may be read by any.
 */
public final class Production implements Follower.Subject {
  private static final boolean HAS_RECORDER = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private static final double LOW_SAMPLE = 0.1;

  private static final int BEATS_PER_SECOND = 2;

  /** Live heap and metaspace of a quiet agent with a rule, over a JVM without: docs/canary.md. */
  private static final long BYTES_AT_REST = 22L << 20;

  /** An entry of the table, and the scope that it keeps; the task is the application's. */
  private static final long BYTES_PER_TASK = 64;

  /** A weak reference, and its place in a table. */
  private static final long BYTES_PER_MAP = 96;

  /** A line, its names and its place in a table. */
  private static final long BYTES_PER_SITE = 256;

  private final Live live;
  private final Live.Target options;
  private final Reporter reporter;
  private final Stderr stderr;
  private final Identity identity;
  private final Following following;
  private final Follower follower;
  private final Sample sample = new Sample();
  private volatile RuleSet rules = RuleSet.NONE;
  private final Hooks hooks;

  /** What is in force of the budget's steps. */
  private volatile Step step = Step.FULL;

  private volatile @Nullable Breaker breaker;
  private volatile @Nullable Budget budget;
  private @Nullable BudgetLimits limits;

  /** Whether operations have been recorded: what is known of maps and lines stays. */
  private boolean hasRecorded;

  private volatile @Nullable Cost cost;
  private int beats;

  /**
   * Begins to go by a file.
   *
   * @param file the file
   * @param settings what it said when it was read
   * @param live the options in force
   * @param options brings options into force, but for what the reporter reads of them
   * @param reporter answers conflicts
   * @param hooks what is woven into the maps
   */
  public static Production start(
      ConfigFile file,
      Settings settings,
      Live live,
      Live.Target options,
      Reporter reporter,
      Hooks hooks,
      Instrumentation instrumentation,
      Stderr stderr) {
    Production started =
        new Production(file, settings, live, options, reporter, hooks, instrumentation, stderr);
    started.bringIntoForce(settings, live.options());
    live.target(started::change);
    started.follower.start();
    return started;
  }

  private Production(
      ConfigFile file,
      Settings settings,
      Live live,
      Live.Target options,
      Reporter reporter,
      Hooks hooks,
      Instrumentation instrumentation,
      Stderr stderr) {
    this.live = live;
    this.options = options;
    this.reporter = reporter;
    this.hooks = hooks;
    this.stderr = stderr;
    identity = Identity.of(System.getenv(), System.getProperties());
    following = new Following(instrumentation, stderr);
    follower = new Follower(file, settings, this, stderr);
  }

  /** Lets the file and the clock rest; false if they do not yet. What is in force stays. */
  public boolean rest() throws InterruptedException {
    return follower.stop();
  }

  /** Goes on after {@link #rest}. */
  public void goOn() {
    follower.start();
  }

  /**
   * Ends it, after {@link #rest}: no rule counts, requests are not followed, the options in force
   * stay, and the hooks are as the budget has left them.
   */
  public void end() {
    reporter.change(live.options());
    Parking.hold(live.options(), false);
    reporter.judgeBy(null);
    Breaker guarding = breaker;
    breaker = null;
    if (guarding != null) {
      recover(guarding);
    }
    limits = null;
    budget = null;
    CanaryScope.traffic(0);
    following.follow(false);
    Carried.clear();
  }

  @Override
  public Follower.Applied apply(Settings before, Settings now) {
    Breaker guarding = breaker;
    Live.Outcome outcome =
        live.file(
            now.options(),
            (was, next) -> {
              List<String> errors = options.apply(was, next);
              if (errors.isEmpty()) {
                bringIntoForce(now, next);
              }
              return errors;
            });
    if (guarding != null && guarding != breaker) {
      recover(guarding);
    }
    return new Follower.Applied(rules.fresh(), outcome.restart(), outcome.errors());
  }

  /** Options that were set at run time. */
  private List<String> change(Options before, Options now) {
    List<String> errors = options.apply(before, now);
    if (errors.isEmpty()) {
      Parking.hold(now, rules.parks());
      reporter.judgeBy(new Rulings(now, rules, breaker, sample));
    }
    return errors;
  }

  /** All that conflicts are decided by changes with the one write of the judge. */
  private void bringIntoForce(Settings settings, Options options) {
    RuleSet next = rules.next(settings.rules(), settings.observability().delta(), identity);
    Breaker guarding = breaker(settings.breaker());
    reporter.judgeBy(new Rulings(options, next, guarding, sample));
    rules = next;
    breaker = guarding;
    limits = settings.budget();
    followBudget();
    Parking.hold(options, next.parks());
    followRules();
  }

  /** One whose limits stay keeps its state. */
  private @Nullable Breaker breaker(@Nullable BreakerLimits limits) {
    Breaker now = breaker;
    if (limits == null || (now != null && now.limits().equals(limits))) {
      return limits == null ? null : now;
    }
    return new Breaker(limits, System::nanoTime);
  }

  /** One that cannot give everything back yet stays, and is asked again with the next tick. */
  private void followBudget() {
    Budget now = budget;
    BudgetLimits wanted = limits;
    boolean stays = now == null ? wanted == null : now.limits().equals(wanted);
    if (!stays && (now == null || now.end())) {
      budget = wanted == null ? null : new Budget(wanted, this::go, stderr);
    }
  }

  /** What each step takes away, and gives back: nothing of it without the hooks. */
  private boolean go(Step before, Step now) {
    int to = now.ordinal();
    boolean back = to < before.ordinal();
    if (back && !hooks.watch(Hooks.Extent.of(now))) {
      return false;
    }
    step = now;
    reporter.frugal(to >= Step.FEWER_EVENTS.ordinal());
    chooseMaps();
    sample.share(now == Step.HOOKS_OUT ? 0 : to >= Step.LOWER_SAMPLING.ordinal() ? LOW_SAMPLE : 1);
    return back || hooks.watch(Hooks.Extent.of(now));
  }

  /**
   * Which maps are recorded, where operations are: a share, all for a rule, fewer for the budget.
   */
  private void chooseMaps() {
    Options now = live.options();
    if (!now.recordsOperations() || !HAS_RECORDER) {
      return;
    }
    hasRecorded = true;
    Step step = this.step;
    boolean all = now.events().equals("all") || rules.recordsAll(System.currentTimeMillis());
    // What callers announce costs little where nothing is chosen, and nobody takes it without
    // hooks.
    double share = step == Step.FULL ? 1 : step == Step.HOOKS_OUT ? 0 : LOW_SAMPLE;
    EventSwitch.choose((all ? 1 : now.sample()) * share);
  }

  private void followRules() {
    long now = System.currentTimeMillis();
    chooseMaps();
    following.follow(rules.isAnyActive(now));
    CanaryScope.traffic(rules.traffic(now));
  }

  @Override
  public @Nullable String base() {
    String metrics = live.options().metrics();
    int colon = metrics == null ? -1 : metrics.lastIndexOf(':');
    if (metrics == null || colon < 0 || metrics.endsWith(":0")) {
      return null;
    }
    // What is bound to every address answers at this one too.
    String host = metrics.substring(0, colon);
    boolean all = host.isEmpty() || host.equals("0.0.0.0") || host.equals("[::]");
    return "http://" + (all ? "127.0.0.1" : host) + metrics.substring(colon);
  }

  @Override
  public void tick() {
    long now = System.currentTimeMillis();
    for (ActiveRule each : rules.rules()) {
      if (each.expiryIsNews(now)) {
        stderr.line("rule '" + each.rule.name() + "' has expired and counts no more");
      }
    }
    followRules();
    followBudget();
    if (++beats % BEATS_PER_SECOND == 0) {
      Carried.sweep();
      measure();
    }
    Breaker guarding = breaker;
    if (guarding != null) {
      tell(guarding, guarding.tick());
    }
  }

  private void measure() {
    Budget now = budget;
    if (now == null || !now.limits().equals(limits)) {
      return;
    }
    // What threads inside map operations have held up.
    hooks.watch(Hooks.Extent.of(step));
    Cost measured = cost;
    if (measured == null) {
      cost = new Cost(this::bytesHeld);
      return;
    }
    now.read(measured.read());
  }

  private long bytesHeld() {
    long recorded =
        hasRecorded ? EventSwitch.maps() * BYTES_PER_MAP + Sites.count() * BYTES_PER_SITE : 0;
    long tasks = Carried.underWay() * BYTES_PER_TASK;
    return BYTES_AT_REST + reporter.bytesHeld() + tasks + recorded;
  }

  private void tell(Breaker guarding, Breaker.Change change) {
    if (change == Breaker.Change.NONE) {
      return;
    }
    BreakerStatus status = guarding.status();
    stderr.line("breaker " + status.state() + words(change, guarding.limits()));
    post(guarding, status);
  }

  /** One that goes while it is open leaves nobody who would tell that it has closed. */
  private void recover(Breaker gone) {
    BreakerStatus last = gone.status();
    if (!last.state().equals("closed")) {
      post(
          gone,
          new BreakerStatus(
              "closed", last.trips(), last.intercepted(), last.failed(), last.passed()));
    }
  }

  private void post(Breaker guarding, BreakerStatus status) {
    String degrade = guarding.limits().degrade();
    if (degrade == null) {
      return;
    }
    String problem = HttpCall.post(degrade, json(status));
    if (problem != null) {
      stderr.line("degrade webhook " + HttpCall.shown(degrade) + ": " + problem);
    }
  }

  private static String words(Breaker.Change change, BreakerLimits limits) {
    return switch (change) {
      case OPENED ->
          ": too many conflicts ended with an error, none is answered for "
              + limits.cooldownMillis() / 1_000.0
              + " s";
      case TRYING -> ": one conflict in 20 is answered";
      default -> ": every conflict is answered";
    };
  }

  private String json(BreakerStatus status) {
    return "{\"event\":\""
        + (status.state().equals("open") ? "degrade" : "recover")
        + "\",\"service\":"
        + JsonText.quoted(identity.service())
        + ",\"breaker\":\""
        + status.state()
        + "\",\"trips\":"
        + status.trips()
        + ",\"intercepted\":"
        + status.intercepted()
        + ",\"failed\":"
        + status.failed()
        + "}";
  }

  /** What became of the file. */
  public ConfigStatus config() {
    return follower.status();
  }

  /** What became of each rule. */
  public List<RuleStatus> rules() {
    return rules.status(System.currentTimeMillis());
  }

  /** How the breaker stands; {@code null} where there is none. */
  public @Nullable BreakerStatus breaker() {
    Breaker guarding = breaker;
    return guarding == null ? null : guarding.status();
  }

  /** How the budget stands; {@code null} where there is none, or nothing has been measured. */
  public @Nullable BudgetStatus budget() {
    Budget now = budget;
    Cost measured = cost;
    if (now == null || measured == null) {
      return null;
    }
    return new BudgetStatus(
        now.step().label(),
        now.down(),
        now.up(),
        measured.last().cpu(),
        measured.last().bytes(),
        measured.hookNanos(),
        Operations.total());
  }

  /** The share of conflicts that is looked at, 0 to 1: what budget and breaker leave of all. */
  public double interceptRate() {
    Breaker guarding = breaker;
    return sample.share() * (guarding == null ? 1 : guarding.share());
  }
}
