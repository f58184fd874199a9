package io.badmap.agent.report;

import io.badmap.Badmap;
import io.badmap.MisuseListener;
import io.badmap.MisuseReport;
import io.badmap.ScopeListener;
import io.badmap.Scopes;
import io.badmap.agent.out.Stderr;
import io.badmap.guard.Encounter;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Those who want to be told: registered with {@link Badmap#onMisuse}, or found by {@link
 * ServiceLoader} in the application's class loaders, each loader asked once. For the agent's own
 * thread; the count may be read by any.
 *
 * <p>A listener that was found belongs to its own class, as a static field of it would, and is
 * referred to weakly from here: it is made once, and goes with its class loader when a web
 * application is undeployed.
 */
final class Listeners {
  private final Stderr stderr;
  private final Set<ClassLoader> asked = Collections.newSetFromMap(new WeakHashMap<>());
  private final List<WeakReference<MisuseListener>> found = new ArrayList<>();

  /** The value is of the JDK's classes alone, so that no listener holds the agent after it left. */
  private final ClassValue<List<MisuseListener>> owned =
      new ClassValue<>() {
        @Override
        protected List<MisuseListener> computeValue(Class<?> type) {
          return new ArrayList<>();
        }
      };

  private final AtomicLong failures = new AtomicLong();

  Listeners(Stderr stderr) {
    this.stderr = stderr;
  }

  void tell(MisuseReport report, List<ClassLoader> application) {
    for (MisuseListener listener : Badmap.listeners()) {
      tell(listener, report);
    }
    for (ClassLoader loader : application) {
      if (asked.add(loader)) {
        find(loader);
      }
    }
    for (WeakReference<MisuseListener> reference : found) {
      MisuseListener listener = reference.get();
      if (listener != null) {
        tell(listener, report);
      }
    }
  }

  /** Tells those who listen for each scope. */
  void tellScopes(MisuseReport report, Encounter encounter, String text, String json) {
    for (ScopeListener listener : Scopes.listeners()) {
      try {
        Tellings.tell(listener, report, encounter, text, json);
      } catch (Throwable e) {
        failed(listener.getClass().getName() + " threw " + e.getClass().getName());
      }
    }
  }

  /** How many times a listener threw. */
  long failures() {
    return failures.get();
  }

  private void tell(MisuseListener listener, MisuseReport report) {
    try {
      listener.onMisuse(report);
    } catch (Throwable e) {
      failed(listener.getClass().getName() + " threw " + e.getClass().getName());
    }
  }

  private void find(ClassLoader loader) {
    found.removeIf(reference -> reference.get() == null);
    try {
      Iterator<ServiceLoader.Provider<MisuseListener>> providers =
          ServiceLoader.load(MisuseListener.class, loader).stream().iterator();
      while (hasNext(providers)) {
        add(providers);
      }
    } catch (Throwable e) {
      failed("listeners cannot be looked up, " + e);
    }
  }

  private boolean hasNext(Iterator<ServiceLoader.Provider<MisuseListener>> providers) {
    while (true) {
      try {
        return providers.hasNext();
      } catch (ServiceConfigurationError e) {
        failed("a listener cannot be loaded, " + e.getMessage());
      }
    }
  }

  private void add(Iterator<ServiceLoader.Provider<MisuseListener>> providers) {
    try {
      ServiceLoader.Provider<MisuseListener> provider = providers.next();
      if (!isKnown(provider.type())) {
        MisuseListener listener = provider.get();
        owned.get(listener.getClass()).add(listener);
        found.add(new WeakReference<>(listener));
      }
    } catch (ServiceConfigurationError e) {
      failed("a listener cannot be made, " + e.getMessage());
    }
  }

  /** A child loader shows the listeners of its parent too. */
  private boolean isKnown(Class<?> type) {
    for (WeakReference<MisuseListener> reference : found) {
      MisuseListener listener = reference.get();
      if (listener != null && listener.getClass() == type) {
        return true;
      }
    }
    return false;
  }

  private void failed(String problem) {
    if (failures.incrementAndGet() == 1) {
      stderr.line(problem + "; further failures of listeners are counted only");
    }
  }
}
