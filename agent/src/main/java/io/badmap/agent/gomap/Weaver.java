package io.badmap.agent.gomap;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import org.jspecify.annotations.Nullable;

/** Puts the advice into GoMap's classes. Adds no method and no field, so it can be taken back. */
public final class Weaver implements ClassFileTransformer {
  private static final String PACKAGE = "io.badmap.gomap.";

  /** The classes that are woven, by their simple names. */
  static final Set<String> CLASSES = Set.of("GoMap", "Steps", "Cloning");

  private final ClassFileLocator advice =
      ClassFileLocator.ForClassLoader.of(getClass().getClassLoader());

  private final boolean recording;

  /**
   * @param recording whether operations are recorded as events as well
   */
  public Weaver(boolean recording) {
    this.recording = recording;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    String name = className.replace('/', '.');
    if (redefined == null || !name.startsWith(PACKAGE)) return null;
    AsmVisitorWrapper wrapper = wrapper(name.substring(PACKAGE.length()));
    if (wrapper == null) return null;
    // By reflection, since the class files of what it extends may not be to be had.
    DynamicType.Builder<?> builder =
        new ByteBuddy().decorate(redefined, ClassFileLocator.Simple.of(name, bytes)).visit(wrapper);
    AsmVisitorWrapper events = recording ? events(name.substring(PACKAGE.length())) : null;
    return (events == null ? builder : builder.visit(events)).make().getBytes();
  }

  private @Nullable AsmVisitorWrapper wrapper(String simpleName) {
    return switch (simpleName) {
      case "GoMap" ->
          new AsmVisitorWrapper.Compound(
              to(WriteAdvice.class).on(named("mapassign")),
              to(UpdateAdvice.class).on(named("update")),
              to(DeleteAdvice.class).on(namedOneOf("mapdelete", "clear")),
              to(ReadAdvice.class).on(named("mapaccess")),
              to(IterationAdvice.class).on(named("mapiterinit")),
              to(GrowthAdvice.class).on(namedOneOf("hashGrow", "growWork")));
      case "Steps" -> to(StepAdvice.class).on(named("mapiternext"));
      case "Cloning" -> to(CloneAdvice.class).on(named("fill"));
      default -> null;
    };
  }

  private @Nullable AsmVisitorWrapper events(String simpleName) {
    return switch (simpleName) {
      case "GoMap" ->
          new AsmVisitorWrapper.Compound(
              to(EventAdvice.Assign.class).on(named("mapassign")),
              to(EventAdvice.Delete.class).on(named("mapdelete")),
              to(EventAdvice.Clear.class).on(named("clear")),
              to(EventAdvice.Access.class).on(named("mapaccess")),
              to(EventAdvice.Grow.class).on(named("hashGrow")),
              to(EventAdvice.Move.class).on(named("move")),
              to(EventAdvice.Make.class).on(isConstructor()));
      case "Steps" -> to(EventAdvice.Step.class).on(named("mapiternext"));
      case "Cloning" -> to(EventAdvice.Copy.class).on(named("fill"));
      default -> null;
    };
  }

  private Advice to(Class<?> type) {
    return Advice.to(type, advice);
  }
}
