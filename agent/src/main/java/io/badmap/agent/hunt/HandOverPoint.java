package io.badmap.agent.hunt;

import java.util.List;

/**
 * A place in the JDK where one thread hands something to another, or gets it.
 *
 * @param className the class, as class files spell it
 * @param method every method of that name that has code and an instance
 * @param where the place in it
 * @param hook the method of {@link io.badmap.hunt.Hunt}
 * @param local the local variable it is told: 0 is {@code this}
 */
record HandOverPoint(String className, String method, Where where, String hook, int local) {
  /** A place in a method. */
  enum Where {
    ENTRY,
    /** Before each return. */
    EXIT,
    /** Before it calls {@code Runnable.run}, whose receiver is told. */
    RUN
  }

  private static final String RELEASED = "released";
  private static final String ACQUIRED = "acquired";
  private static final String JOINED = "joined";

  private static final String THREAD = "java/lang/Thread";
  private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
  private static final String TASK = "java/util/concurrent/FutureTask";
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";

  /**
   * A fork-join pool passes tasks that take nanoseconds: of those, only the stages of a {@code
   * CompletableFuture} are told.
   */
  static final List<HandOverPoint> ALL =
      List.of(
          new HandOverPoint(THREAD, "start", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(THREAD, "join", Where.EXIT, JOINED, 0),
          new HandOverPoint(POOL, "execute", Where.ENTRY, RELEASED, 1),
          new HandOverPoint(POOL, "runWorker", Where.RUN, ACQUIRED, 0),
          new HandOverPoint(TASK, "set", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(TASK, "setException", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(TASK, "report", Where.ENTRY, ACQUIRED, 0),
          new HandOverPoint(FUTURE, "internalComplete", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(FUTURE, "completeNull", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(FUTURE, "completeValue", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(FUTURE, "completeThrowable", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(FUTURE, "completeRelay", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(FUTURE, "uniApplyNow", Where.ENTRY, ACQUIRED, 0),
          new HandOverPoint(FUTURE, "uniAcceptNow", Where.ENTRY, ACQUIRED, 0),
          new HandOverPoint(FUTURE, "uniRunNow", Where.ENTRY, ACQUIRED, 0),
          new HandOverPoint(FUTURE, "get", Where.EXIT, ACQUIRED, 0),
          new HandOverPoint(FUTURE, "join", Where.EXIT, ACQUIRED, 0),
          new HandOverPoint(FUTURE + "$AsyncSupply", "<init>", Where.EXIT, RELEASED, 0),
          new HandOverPoint(FUTURE + "$AsyncSupply", "run", Where.ENTRY, ACQUIRED, 0),
          new HandOverPoint(FUTURE + "$AsyncRun", "<init>", Where.EXIT, RELEASED, 0),
          new HandOverPoint(FUTURE + "$AsyncRun", "run", Where.ENTRY, ACQUIRED, 0),
          new HandOverPoint(FUTURE + "$UniCompletion", "<init>", Where.EXIT, RELEASED, 0),
          new HandOverPoint(FUTURE + "$UniCompletion", "claim", Where.ENTRY, RELEASED, 0),
          new HandOverPoint(FUTURE + "$Completion", "run", Where.ENTRY, ACQUIRED, 0),
          new HandOverPoint(FUTURE + "$Completion", "exec", Where.ENTRY, ACQUIRED, 0));
}
