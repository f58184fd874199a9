package io.badmap.agent.canary.weave;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.badmap.agent.canary.Points;
import io.badmap.canary.Carried;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Puts the hooks into the classes that {@link Points} names. Adds no method and no field, so it can
 * be taken back. A class that cannot be woven stays as it is.
 */
public final class Weaver implements ClassFileTransformer {
  private final ClassFileLocator advice =
      ClassFileLocator.ForClassLoader.of(getClass().getClassLoader());

  /** Called by the agent, through the loader of the library. */
  public Weaver() {}

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (className == null) {
      return null;
    }
    Points.Point point = Points.of(loader, className, bytes);
    return point == null ? null : weave(point, loader, className.replace('/', '.'), bytes);
  }

  private byte[] weave(
      Points.Point point, @Nullable ClassLoader loader, String name, byte[] bytes) {
    ClassFileLocator around =
        loader == null
            ? ClassFileLocator.ForClassLoader.ofBootLoader()
            : ClassFileLocator.ForClassLoader.of(loader);
    ClassFileLocator files =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, bytes),
            around,
            ClassFileLocator.ForClassLoader.ofBootLoader());
    TypePool pool = TypePool.Default.WithLazyResolution.of(files);
    TypeDescription type = pool.describe(name).resolve();
    return new ByteBuddy()
        .with(TypeValidation.DISABLED)
        .decorate(type, files)
        .visit(wrapper(point))
        .make(net.bytebuddy.dynamic.TypeResolutionStrategy.Disabled.INSTANCE, pool)
        .getBytes();
  }

  private AsmVisitorWrapper wrapper(Points.Point point) {
    return switch (point) {
      case SERVLET ->
          to(RequestAdvice.class)
              .on(
                  namedOneOf("service", "doFilter")
                      .and(not(isAbstract()))
                      .and(takesArgument(0, isRequest())));
      case HTTP_SERVER -> to(RequestAdvice.class).on(named("doFilter").and(takesArguments(1)));
      case POOL ->
          new AsmVisitorWrapper.Compound(
              to(SubmitAdvice.class).on(named("execute").and(takesArguments(1))), running());
      case SCHEDULED_POOL ->
          to(SubmitAdvice.class).on(named("delayedExecute").and(takesArguments(1)));
      case FORK_JOIN_POOL ->
          to(SubmitAdvice.class)
              .on(namedOneOf("execute", "submit", "externalSubmit", "lazySubmit"));
      case FORK_JOIN_TASK ->
          new AsmVisitorWrapper.Compound(
              to(ForkAdvice.class).on(named("fork")), to(ExecAdvice.class).on(named("doExec")));
      case ADAPTER, THREAD -> running();
      case THREAD_PER_TASK -> to(SubmitAdvice.class).on(named("execute"));
      case OUTGOING ->
          to(OutgoingAdvice.class)
              .on(isConstructor().and(takesArgument(0, named("java.net.http.HttpRequest"))));
    };
  }

  private static ElementMatcher<TypeDescription> isRequest() {
    return namedOneOf("jakarta.servlet.ServletRequest", "javax.servlet.ServletRequest");
  }

  /** Where the JDK calls the task itself. */
  private static AsmVisitorWrapper running() {
    try {
      return MemberSubstitution.relaxed()
          .method(named("run").and(takesArguments(0)).and(isDeclaredBy(Runnable.class)))
          .replaceWith(Carried.class.getMethod("run", Runnable.class))
          .method(named("call").and(takesArguments(0)).and(isDeclaredBy(Callable.class)))
          .replaceWith(Carried.class.getMethod("call", Callable.class))
          // On JDK 21 Thread.run leaves that to runWith.
          .on(namedOneOf("runWorker", "exec", "compute", "run", "runWith").and(bodied()));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ElementMatcher.Junction<MethodDescription> bodied() {
    return not(isAbstract());
  }

  private Advice to(Class<?> type) {
    return Advice.to(type, advice);
  }
}
