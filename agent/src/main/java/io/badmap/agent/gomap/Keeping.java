package io.badmap.agent.gomap;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** The JDK swallows what a transformer throws: this one keeps it. */
final class Keeping implements ClassFileTransformer {
  private final ClassFileTransformer transformer;
  private @Nullable Throwable failure;

  Keeping(ClassFileTransformer transformer) {
    this.transformer = transformer;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    try {
      return transformer.transform(loader, className, redefined, domain, bytes);
    } catch (Throwable e) {
      failure = e;
      return null;
    }
  }

  void rethrow() throws Exception {
    if (failure instanceof Error error) throw error;
    if (failure instanceof Exception exception) throw exception;
  }
}
