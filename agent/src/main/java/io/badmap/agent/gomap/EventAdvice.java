package io.badmap.agent.gomap;

import io.badmap.event.GoMapOperations;
import io.badmap.event.Operations;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What is put around GoMap's methods while operations are recorded. */
// Byte Buddy hands a local from the entry to the exit.
@SuppressWarnings("UnusedVariable")
final class EventAdvice {
  private EventAdvice() {}

  /** Around a put. */
  static final class Assign {
    private Assign() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object map,
        @Advice.FieldValue("count") int count,
        @Advice.Local("size") int size) {
      size = count;
      return GoMapOperations.entered(map, Operations.ASSIGN);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object map,
        @Advice.Enter @Nullable Object event,
        @Advice.Argument(0) @Nullable Object key,
        @Advice.Local("size") int size,
        @Advice.FieldValue("mask") int mask,
        @Advice.FieldValue("multiplier") long multiplier,
        @Advice.FieldValue("addend") long addend,
        @Advice.Thrown @Nullable Throwable thrown) {
      GoMapOperations.left(
          event, map, "mapassign", size, thrown == null, mask + 1, key, true, multiplier, addend);
    }
  }

  /** Around a look-up. */
  static final class Access {
    private Access() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Object map) {
      return GoMapOperations.entered(map, Operations.ACCESS);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object map,
        @Advice.Enter @Nullable Object event,
        @Advice.Argument(0) @Nullable Object key,
        @Advice.FieldValue("count") int count,
        @Advice.FieldValue("mask") int mask,
        @Advice.FieldValue("multiplier") long multiplier,
        @Advice.FieldValue("addend") long addend) {
      GoMapOperations.left(
          event, map, "mapaccess", count, false, mask + 1, key, true, multiplier, addend);
    }
  }

  /** Around a delete. */
  static final class Delete {
    private Delete() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object map,
        @Advice.FieldValue("count") int count,
        @Advice.Local("size") int size) {
      size = count;
      return GoMapOperations.entered(map, Operations.DELETE);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object map,
        @Advice.Enter @Nullable Object event,
        @Advice.Argument(0) @Nullable Object key,
        @Advice.Local("size") int size,
        @Advice.FieldValue("mask") int mask,
        @Advice.FieldValue("multiplier") long multiplier,
        @Advice.FieldValue("addend") long addend) {
      GoMapOperations.left(
          event, map, "mapdelete", size, false, mask + 1, key, true, multiplier, addend);
    }
  }

  /** Around a clear. */
  static final class Clear {
    private Clear() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object map,
        @Advice.FieldValue("count") int count,
        @Advice.Local("size") int size) {
      size = count;
      return GoMapOperations.entered(map, Operations.DELETE);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object map,
        @Advice.Enter @Nullable Object event,
        @Advice.Local("size") int size,
        @Advice.FieldValue("mask") int mask) {
      GoMapOperations.left(event, map, "mapclear", size, false, mask + 1);
    }
  }

  /** Around a step of an iteration. */
  static final class Step {
    private Step() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.FieldValue("map") Object map) {
      return GoMapOperations.entered(map, Operations.ITERATE);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.FieldValue("map") Object map, @Advice.Enter @Nullable Object event) {
      GoMapOperations.left(event, map, "mapiternext");
    }
  }

  /** Around the filling of a copy. */
  static final class Copy {
    private Copy() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) Object from) {
      return GoMapOperations.entered(from, Operations.ITERATE);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Argument(0) Object from, @Advice.Enter @Nullable Object event) {
      GoMapOperations.left(event, from, "mapclone");
    }
  }

  /** Around the start of a growth. */
  static final class Grow {
    private Grow() {}

    @Advice.OnMethodEnter
    static int enter(@Advice.FieldValue("mask") int mask) {
      return mask + 1;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Object map,
        @Advice.Enter int oldBuckets,
        @Advice.FieldValue("mask") int mask) {
      GoMapOperations.growing(map, oldBuckets, mask + 1);
    }
  }

  /** Around the move of an old bucket's entries. */
  static final class Move {
    private Move() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object map,
        @Advice.Argument(0) int oldBucket,
        @Advice.FieldValue("nevacuate") int nevacuate,
        @Advice.FieldValue("oldbuckets") @Nullable Object old) {
      return GoMapOperations.moving(map, oldBucket, nevacuate, old);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Enter @Nullable Object event, @Advice.FieldValue("mask") int mask) {
      GoMapOperations.moved(event, mask + 1);
    }
  }

  /** After a map is made. */
  static final class Make {
    private Make() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object map, @Advice.FieldValue("mask") int mask) {
      GoMapOperations.created(map, mask + 1);
    }
  }
}
