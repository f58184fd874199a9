package io.badmap.atomicity;

import io.badmap.Seen;
import org.jspecify.annotations.Nullable;

/**
 * The hooks that the agent weaves into the concurrent maps.
 *
 * <p><b>Assumptions.</b> Every method of a {@code ConcurrentHashMap} and a {@code
 * ConcurrentSkipListMap} that changes a mapping comes by here, so that what a thread saw is
 * forgotten when it changes the mapping itself. A {@code synchronizedMap} has back doors: the map
 * inside it, and the iterators of its views.
 *
 * <p><b>Guarantees.</b> An interleaving is handed over only if a thread looked a key up, put to it,
 * and its put found something else than what it had seen, without having changed it itself. For a
 * {@code synchronizedMap} the other thread's write must be known as well. Nothing is thrown; no
 * code of a map, key or value is called.
 *
 * <p><b>Progress.</b> Wait-free. What a lookup costs is mostly its stack; {@link Worth} says when
 * it is taken, and what is looked up without it is not remembered.
 */
public final class CheckThenAct {
  private static final int STRIPES = 256;
  private static final Stripe[] ALL = new Stripe[STRIPES];
  private static final Class<?> SYNCHRONIZED = synchronizedMap();

  private static volatile @Nullable Observer observer;

  private CheckThenAct() {}

  static {
    for (int i = 0; i < STRIPES; i++) {
      ALL[i] = new Stripe();
    }
  }

  private static Class<?> synchronizedMap() {
    try {
      return Class.forName("java.util.Collections$SynchronizedMap", false, null);
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(e.getMessage());
    }
  }

  /** Begins to tell {@code observer}; {@code null} makes every hook silent. */
  public static void tell(@Nullable Observer observer) {
    CheckThenAct.observer = observer;
  }

  /** Lets go of what is too old to count; called every few seconds. */
  public static void sweep() {
    Lookups.sweep();
    long now = System.nanoTime();
    for (Stripe stripe : ALL) {
      stripe.sweep(now);
    }
  }

  /** Lets go of all keys, values, threads and traces; for who has nobody told any more. */
  public static void forgetAll() {
    Lookups.clear();
    for (Stripe stripe : ALL) {
      stripe.clear();
    }
  }

  /** What is kept while nobody is told any more would be kept for ever. */
  private static void forgetIfSilent() {
    if (observer == null) {
      forgetAll();
    }
  }

  /** {@code value} is what a lookup gives back; {@code null} for nothing. */
  public static void looked(@Nullable Object value, Object map, @Nullable Object key) {
    if (observer != null) {
      remember(map, key, value == null ? Seen.ABSENT : Seen.VALUE, value, false);
    }
  }

  /** The same, where a default stands for nothing. */
  public static void looked(
      @Nullable Object value, Object map, @Nullable Object key, @Nullable Object otherwise) {
    if (observer != null) {
      boolean isDefault = value == otherwise;
      remember(map, key, isDefault ? Seen.ABSENT : Seen.VALUE, value, isDefault);
    }
  }

  /** A lookup told only whether the key is there. */
  public static void contained(boolean there, Object map, @Nullable Object key) {
    if (observer != null) {
      remember(map, key, there ? Seen.PRESENT : Seen.ABSENT, null, false);
    }
  }

  private static void remember(
      Object map, @Nullable Object key, Seen seen, @Nullable Object value, boolean orAbsent) {
    try {
      long now = System.nanoTime();
      Thread me = Thread.currentThread();
      Lookups.take(me, map, key);
      if (!Worth.ofLookup(map)) {
        return;
      }
      // At once: a write of another thread from now on is one that this lookup has not seen.
      Lookers.looked(me, map, key, now);
      if (Callers.isApplication()) {
        Throwable trace = new Throwable();
        Lookups.put(new Lookup(me, map, key, seen, value, orAbsent, now, trace), map, key);
        forgetIfSilent();
      }
    } catch (Throwable e) {
      // Too little stack or memory: this lookup is not known, and no earlier one counts.
      Lookups.drop(Thread.currentThread(), map);
    }
  }

  /** Before {@code value} is stored; {@code null} where the mapping is removed. */
  public static void writing(@Nullable Object value, Object map, @Nullable Object key) {
    if (observer != null) {
      record(map, key, value);
    }
  }

  /** Before mappings of any key are removed. */
  public static void removingAny(Object map) {
    any(map, null);
  }

  /** Before values of any key are stored. */
  public static void writingAny(Object map) {
    any(map, Write.ANY_VALUE);
  }

  private static void any(Object map, @Nullable Object value) {
    if (observer != null) {
      drop(map);
      record(map, Write.ANY_KEY, value);
    }
  }

  private static void record(Object map, @Nullable Object key, @Nullable Object value) {
    try {
      Thread me = Thread.currentThread();
      if (key == Write.ANY_KEY || Lookers.othersThan(me, map, key)) {
        stripe(map).add(new Write(me, map, key, value, new Throwable()));
        forgetIfSilent();
      }
    } catch (Throwable e) {
      // Too little stack or memory: this write is not known.
    }
  }

  /**
   * After a write of one key that is no act on a lookup; {@code old} {@code null}: nothing done.
   */
  public static void wrote(@Nullable Object old, Object map, @Nullable Object key) {
    if (observer != null) {
      forget(map, key, old != null);
    }
  }

  /** The same, where the method says whether it changed something. */
  public static void wrote(boolean changed, Object map, @Nullable Object key) {
    if (observer != null) {
      forget(map, key, changed);
    }
  }

  private static void forget(Object map, @Nullable Object key, boolean changed) {
    try {
      Thread me = Thread.currentThread();
      Lookups.take(me, map, key);
      stripe(map).end(me, map, key, changed);
    } catch (Throwable e) {
      // Too little stack: what was seen of this map stays, and the act will find it changed.
      drop(map);
    }
  }

  /** A view through which this thread can change the map unseen. */
  public static void drop(Object map) {
    if (observer != null) {
      Lookups.drop(Thread.currentThread(), map);
    }
  }

  /** After a put. */
  public static void put(
      @Nullable Object old,
      Object map,
      @Nullable Object key,
      @Nullable Object value,
      boolean onlyIfAbsent) {
    Observer told = observer;
    if (told == null) {
      return;
    }
    if (onlyIfAbsent) {
      forget(map, key, old == null);
      return;
    }
    try {
      act(told, old, map, key, value);
    } catch (Throwable e) {
      drop(map);
    }
  }

  private static void act(
      Observer told,
      @Nullable Object old,
      Object map,
      @Nullable Object key,
      @Nullable Object value) {
    Thread me = Thread.currentThread();
    Lookup lookup = Lookups.take(me, map, key);
    Stripe stripe = stripe(map);
    stripe.end(me, map, key, true);
    if (lookup == null) {
      return;
    }
    Worth.acted(map);
    if (!lookup.isContradictedBy(old) || isRepetition(lookup, old, value)) {
      return;
    }
    Write foreign = stripe.explaining(lookup, map, key, old);
    if (foreign == null && SYNCHRONIZED.isInstance(map)) {
      return;
    }
    told.interleaved(new Interleaving(map, lookup, old == null, foreign));
  }

  /**
   * Two threads that fill in the same value: as good as {@code putIfAbsent}. A number may be a
   * count, of which one is lost.
   */
  private static boolean isRepetition(Lookup lookup, @Nullable Object old, @Nullable Object value) {
    return lookup.seen == Seen.ABSENT && !(value instanceof Number) && Keys.same(old, value);
  }

  /**
   * A {@code ConcurrentHashMap} refuses an update, since its own mapping function updates it too.
   */
  public static void recursed(Object map, boolean nested) {
    Observer told = observer;
    if (told != null) {
      try {
        told.recursed(map, new Throwable(), nested);
      } catch (Throwable e) {
        // The map's own exception says it too.
      }
    }
  }

  private static Stripe stripe(Object map) {
    return ALL[System.identityHashCode(map) & STRIPES - 1];
  }
}
