package io.badmap.event;

import io.badmap.guard.GoMapGuard;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * What is woven into the code that calls maps while operations are recorded: the number of the
 * calling line, left for the operation that follows, or for the map that is made. To walk the stack
 * for it instead costs some ten times as much as all else of an event.
 *
 * <p><b>Guarantees.</b> A number is taken by the first operation of the very map that it was left
 * for, in the same thread, at that operation's begin; that of a maker by the next map whose making
 * begins in the thread, which is the first that a constructor does. Where there is none, since the
 * caller is not woven or a view stands between, the stack is walked; below a sample of 1 as {@link
 * JdkMaps} says. Throws nothing and calls no code of a map.
 */
public final class Callers {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long SET_MAP = U.objectFieldOffset(HashSet.class, "map");

  private static final Class<?> HASH_ITERATOR = named("java.util.HashMap$HashIterator");
  private static final Class<?> LINKED_ITERATOR =
      named("java.util.LinkedHashMap$LinkedHashIterator");
  private static final Class<?> TREE_ITERATOR = named("java.util.TreeMap$PrivateEntryIterator");
  private static final long HASH_ITERATED = U.objectFieldOffset(HASH_ITERATOR, "this$0");
  private static final long LINKED_ITERATED = U.objectFieldOffset(LINKED_ITERATOR, "this$0");
  private static final long TREE_ITERATED = U.objectFieldOffset(TREE_ITERATOR, "this$0");

  private Callers() {}

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * A line is about to call a map, or what may be one.
   *
   * @param receiver what it calls
   * @param site the number that {@link Sites#register} gave the line
   */
  public static void calling(@Nullable Object receiver, int site) {
    Object map = Choice.takesNone() ? null : map(receiver);
    if (map == null) {
      return;
    }
    int hash = System.identityHashCode(map);
    if (Choice.takes(hash)) {
      leave(hash, site);
    }
  }

  /**
   * A line is about to make a map, or a set that is one inside.
   *
   * @param site the number that {@link Sites#register} gave the line
   */
  public static void making(int site) {
    if (!Choice.takesNone()) {
      Makers.tell(site);
    }
  }

  private static void leave(int hash, int site) {
    try {
      JdkMaps.isUsed(hash);
      Scribe me = Scribe.mine();
      me.calledMap = hash;
      me.callingSite = site;
    } catch (Throwable e) {
      Losses.add();
    }
  }

  private static @Nullable Object map(@Nullable Object receiver) {
    if (receiver instanceof HashMap
        || receiver instanceof TreeMap
        || receiver instanceof WeakHashMap
        || receiver instanceof IdentityHashMap
        || receiver instanceof EnumMap) {
      return receiver;
    }
    if (receiver instanceof HashSet) {
      return U.getReference(receiver, SET_MAP);
    }
    if (HASH_ITERATOR.isInstance(receiver)) {
      return U.getReference(receiver, HASH_ITERATED);
    }
    if (LINKED_ITERATOR.isInstance(receiver)) {
      return U.getReference(receiver, LINKED_ITERATED);
    }
    if (TREE_ITERATOR.isInstance(receiver)) {
      return U.getReference(receiver, TREE_ITERATED);
    }
    return receiver != null && GoMapGuard.isWatched(receiver) ? receiver : null;
  }
}
