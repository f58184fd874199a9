package io.badmap.agent.report;

import io.badmap.MisuseReport;
import java.util.List;

/** The form in which reports and the closing lines are written. */
interface ReportFormat {
  /**
   * One report, ended by {@code \n}.
   *
   * @param others the other threads, for {@code traceback=all}; empty otherwise
   */
  String report(MisuseReport report, List<ThreadStack> others);

  /** What is told at exit, each line ended by {@code \n}; empty where there is nothing to tell. */
  String closing(Closing closing);
}
