package io.badmap.agent.report;

import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.Side;
import io.badmap.agent.options.Options;
import io.badmap.guard.Party;
import org.jspecify.annotations.Nullable;

/**
 * Decides over single encounters where the options alone do not: rules, a sample, a breaker. Called
 * on the meeting thread, inside its map operation: waits for nothing, does no output, calls no user
 * code and throws nothing. Thread-safe.
 */
public interface Judge {
  /** Whether an encounter is looked at. */
  enum Admission {
    /** It is. */
    ADMITTED,
    /** It is not of the share that is looked at. */
    SAMPLED_OUT,
    /** The breaker is open. */
    PASSED
  }

  /** The options in force, in place of those of the reporter; always the same. */
  Options options();

  /** Whether an encounter is looked at; where not both threads go on, and that is counted. */
  Admission admits(Party first);

  /**
   * What the meeting thread gets. Asked once for each encounter, and counted by whoever answers.
   *
   * @param scope the scope of that thread
   * @param known the report of the same pair of sites, where there is one already
   * @return {@code null} for what the option {@code action} says
   */
  @Nullable Ruling ruling(Scope scope, Side first, Side second, @Nullable MisuseReport known);

  /** An admitted encounter has been answered, with an error or without. */
  void answered(Party first, boolean thrown);
}
