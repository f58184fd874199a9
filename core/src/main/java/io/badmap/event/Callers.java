package io.badmap.event;

import io.badmap.guard.GoMapGuard;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private static final long TREE_SET_MAP = U.objectFieldOffset(TreeSet.class, "m");
  private static final Class<?> TREE_KEYS = named("java.util.TreeMap$KeySet");
  private static final long TREE_KEYS_MAP = U.objectFieldOffset(TREE_KEYS, "m");
  private static final Class<?> SUB_MAP = named("java.util.TreeMap$NavigableSubMap");
  private static final long SUB_MAP_TREE = U.objectFieldOffset(SUB_MAP, "m");

  private static final Class<?> HASH_ITERATOR = named("java.util.HashMap$HashIterator");
  private static final Class<?> LINKED_ITERATOR =
      named("java.util.LinkedHashMap$LinkedHashIterator");
  private static final Class<?> TREE_ITERATOR = named("java.util.TreeMap$PrivateEntryIterator");
  private static final Class<?> SUB_ITERATOR =
      named("java.util.TreeMap$NavigableSubMap$SubMapIterator");
  private static final long HASH_ITERATED = U.objectFieldOffset(HASH_ITERATOR, "this$0");
  private static final long LINKED_ITERATED = U.objectFieldOffset(LINKED_ITERATOR, "this$0");
  private static final long TREE_ITERATED = U.objectFieldOffset(TREE_ITERATOR, "this$0");
  private static final long SUB_ITERATED = U.objectFieldOffset(SUB_ITERATOR, "this$0");

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
    if (!Choice.takesNone()) {
      tell(map(receiver), site);
    }
  }

  /**
   * The same of a method that begins an operation on the tree whatever it is given. Of others a
   * sub-map may answer by itself, asked for a key outside of it, and the number would be left for
   * another line's operation.
   */
  public static void navigating(@Nullable Object receiver, int site) {
    if (!Choice.takesNone()) {
      Object navigated = backing(receiver);
      tell(
          SUB_MAP.isInstance(navigated) ? U.getReference(navigated, SUB_MAP_TREE) : map(navigated),
          site);
    }
  }

  private static void tell(@Nullable Object map, int site) {
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
    if (SUB_ITERATOR.isInstance(receiver)) {
      return U.getReference(U.getReference(receiver, SUB_ITERATED), SUB_MAP_TREE);
    }
    Object tree = backing(receiver);
    if (tree != receiver) {
      return tree instanceof TreeMap ? tree : null;
    }
    return receiver != null && GoMapGuard.isWatched(receiver) ? receiver : null;
  }

  /** The map inside a {@code TreeSet} or a set of a tree's keys; anything else itself. */
  private static @Nullable Object backing(@Nullable Object receiver) {
    if (receiver instanceof TreeSet) {
      return U.getReference(receiver, TREE_SET_MAP);
    }
    return TREE_KEYS.isInstance(receiver) ? U.getReference(receiver, TREE_KEYS_MAP) : receiver;
  }
}
