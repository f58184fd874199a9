package io.badmap.agent.atomicity;

import io.badmap.Access;
import io.badmap.agent.report.AtomicityReports;
import io.badmap.agent.report.Frames;
import io.badmap.agent.report.LoadedClassFiles;
import io.badmap.agent.report.MisuseReports;
import io.badmap.agent.report.OperationTable;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.atomicity.CheckThenAct;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What {@code atomicity=on} adds to the agent; not loaded without it. */
public final class Atomicity {
  private final AtomicityInstaller installer;
  private final AtomicityReports reports;

  private Atomicity(AtomicityInstaller installer, AtomicityReports reports) {
    this.installer = installer;
    this.reports = reports;
  }

  /**
   * Weaves the concurrent maps and begins to report.
   *
   * @throws UnknownShapeException if this JDK's are not as expected; nothing is changed then
   */
  public static Atomicity install(
      Instrumentation instrumentation, List<String> wrappers, Reporter reporter)
      throws UnknownShapeException {
    AtomicityInstaller installer = new AtomicityInstaller(instrumentation);
    installer.install();
    Frames frames = new Frames(new ByName(), wrappers);
    MisuseReports sides = new MisuseReports(frames, new NoSize(), Instant.now());
    AtomicityReports reports =
        new AtomicityReports(
            frames, sides, new LoadedClassFiles(new LoadedClasses(instrumentation)), reporter);
    reports.start();
    return new Atomicity(installer, reports);
  }

  /** Waits until the reporter has what was seen before; comes before that one's flush. */
  public boolean flush(long nanos) {
    return reports.flush(nanos);
  }

  /** Comes before the reporter is closed. */
  public void close() {
    reports.close();
  }

  /** Takes its hooks out, and lets go of what they saw; comes after {@link #close}. */
  public void restore() {
    installer.restore();
    CheckThenAct.forgetAll();
  }

  /** The counts, in words. */
  public String told() {
    return reports.told();
  }

  private record LoadedClasses(Instrumentation instrumentation) implements Supplier<Class<?>[]> {
    @Override
    public Class<?>[] get() {
      return instrumentation.getAllLoadedClasses();
    }
  }

  /** The concurrent maps are in no table of the family: names tell what is a read. */
  private static final class ByName implements OperationTable {
    @Override
    public @Nullable Access access(String className, String method) {
      return null;
    }
  }

  private static final class NoSize implements ToIntFunction<Object> {
    @Override
    public int applyAsInt(Object map) {
      return -1;
    }
  }
}
