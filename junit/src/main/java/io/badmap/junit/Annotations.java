package io.badmap.junit;

import io.badmap.junit.watch.Expectation;
import io.badmap.junit.watch.PairPattern;
import io.badmap.junit.watch.Rules;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads the annotations of a test: those of its method, its class and what these lie in. */
final class Annotations {
  private Annotations() {}

  /** How it is watched; {@code null} where no annotation asks for it. */
  static @Nullable Rules rules(ExtensionContext context) {
    List<Expectation> expected =
        context.getTestMethod().map(Annotations::expectations).orElse(List.of());
    WatchMaps watch = nearest(context);
    if (watch == null) {
      return expected.isEmpty() ? null : new Rules(true, true, List.of(), expected);
    }
    List<PairPattern> suppressed = Stream.of(watch.suppress()).map(Annotations::pattern).toList();
    return new Rules(true, watch.action() == WatchMaps.Action.THROW, suppressed, expected);
  }

  /** Whether it asks for the hunt. */
  static boolean hunts(ExtensionContext context) {
    WatchMaps watch = nearest(context);
    return watch != null && watch.hunt();
  }

  private static @Nullable WatchMaps nearest(ExtensionContext context) {
    Optional<ExtensionContext> at = Optional.of(context);
    while (at.isPresent()) {
      Optional<AnnotatedElement> element = at.get().getElement();
      Optional<WatchMaps> found = AnnotationSupport.findAnnotation(element, WatchMaps.class);
      if (found.isPresent()) {
        return found.get();
      }
      at = at.get().getParent();
    }
    return null;
  }

  private static List<Expectation> expectations(AnnotatedElement method) {
    return AnnotationSupport.findRepeatableAnnotations(method, ExpectMisuse.class).stream()
        .map(each -> new Expectation(Arrays.asList(each.kind()), each.site()))
        .toList();
  }

  private static PairPattern pattern(String text) {
    try {
      return PairPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException("@WatchMaps(suppress): " + e.getMessage(), e);
    }
  }
}
