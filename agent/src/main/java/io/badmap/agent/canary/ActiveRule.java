package io.badmap.agent.canary;

import io.badmap.Glob;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.agent.config.Settings.Rule;
import io.badmap.agent.report.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A rule in force, with its counts. Thread-safe; {@link #fits} may run inside a map operation. */
final class ActiveRule {
  final Rule rule;

  private final Ruling ruling;
  private final AtomicLong misuses = new AtomicLong();
  private final boolean here;
  private final long expiresMillis;
  private final Glob[] classes;
  private final Glob[] maps;
  private final AtomicBoolean expiryTold = new AtomicBoolean();

  ActiveRule(Rule rule, Identity identity) {
    this.rule = rule;
    ruling = new Ruling(rule.name(), rule.action());
    here = identity.fits(rule.match());
    Instant expires = rule.expires();
    expiresMillis = expires == null ? Long.MAX_VALUE : expires.toEpochMilli();
    classes = globs(rule.match().classes());
    maps = globs(rule.match().maps());
  }

  private static Glob[] globs(List<String> patterns) {
    Glob[] globs = new Glob[patterns.size()];
    for (int i = 0; i < globs.length; i++) {
      globs[i] = new Glob(patterns.get(i));
    }
    return globs;
  }

  /** Whether it counts in this process at this time. */
  boolean isActive(long nowMillis) {
    return here && nowMillis < expiresMillis;
  }

  /** True once, after it has expired. */
  boolean expiryIsNews(long nowMillis) {
    return here && nowMillis >= expiresMillis && expiryTold.compareAndSet(false, true);
  }

  /** Whether it decides over a conflict in a scope with this draw. */
  boolean fits(double draw, long nowMillis, Side first, Side second, @Nullable MisuseReport known) {
    return isActive(nowMillis)
        && (draw == 0 || draw < rule.traffic())
        && (classes.length == 0 || isClass(first) || isClass(second))
        && (maps.length == 0 || isMap(known));
  }

  /** What it says of a conflict that it decides, which is counted. */
  Ruling decide() {
    misuses.incrementAndGet();
    return ruling;
  }

  private boolean isClass(Side side) {
    StackTraceElement caller = side.caller();
    return caller != null && any(classes, caller.getClassName());
  }

  private boolean isMap(@Nullable MisuseReport known) {
    String name = known == null ? null : known.mapName();
    return name != null && any(maps, name);
  }

  private static boolean any(Glob[] globs, String text) {
    for (Glob glob : globs) {
      if (glob.matches(text)) {
        return true;
      }
    }
    return false;
  }

  RuleStatus status(long nowMillis) {
    return new RuleStatus(rule.name(), isActive(nowMillis), misuses.get());
  }
}
