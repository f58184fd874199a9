package io.badmap.agent.report;

import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.ScopeListener;
import io.badmap.Scopes;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** In which round and between which scopes one pair of sites has been told. Thread-safe. */
final class Tellings {
  /** Far more tests than run into one pair; beyond it some are told again. */
  private static final int MAX = 10_000;

  /** The ids of both scopes, 0 for none. */
  record Between(long round, long first, long second) {
    static Between of(Encounter encounter) {
      return new Between(Scopes.round(), id(encounter.first), id(encounter.second));
    }

    private static long id(@Nullable Party party) {
      Scope scope = scope(party);
      return scope == null ? 0 : scope.id();
    }
  }

  private final Set<Between> told = ConcurrentHashMap.newKeySet();

  /** True for the first of all callers with these scopes in this round. */
  boolean begin(Between between) {
    if (told.size() >= MAX) {
      told.clear();
    }
    return told.add(between);
  }

  /** What was begun came to nothing. */
  void cancel(Between between) {
    told.remove(between);
  }

  static @Nullable Scope scope(@Nullable Party party) {
    return party == null ? null : party.scope;
  }

  /** Tells one listener. */
  static void tell(
      ScopeListener listener, MisuseReport report, Encounter encounter, String text, String json) {
    listener.onMisuse(report, scope(encounter.first), scope(encounter.second), text, json);
  }
}
