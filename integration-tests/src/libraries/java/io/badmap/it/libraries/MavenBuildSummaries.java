package io.badmap.it.libraries;

import java.util.Arrays;
import org.apache.maven.execution.BuildSuccess;
import org.apache.maven.execution.BuildSummary;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.project.MavenProject;

/**
 * Builder threads file the summaries of their projects in one result, as those of {@code mvn -T}
 * do. The result keeps them in an {@code IdentityHashMap}.
 */
public final class MavenBuildSummaries {
  private static final int PROJECTS = 1_000;
  private static final int BUILDS = 50;

  private MavenBuildSummaries() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    BuildSummary[][] summaries = new BuildSummary[2][PROJECTS];
    for (BuildSummary[] builder : summaries) {
      for (int i = 0; i < PROJECTS; i++) {
        builder[i] = new BuildSuccess(new MavenProject(), 1);
      }
    }
    Race.run(args, summaries.length, round -> build(summaries));
  }

  private static Race.Contest build(BuildSummary[][] summaries) {
    DefaultMavenExecutionResult[] results = new DefaultMavenExecutionResult[BUILDS];
    Arrays.setAll(results, i -> new DefaultMavenExecutionResult());
    return thread -> {
      for (DefaultMavenExecutionResult result : results) {
        for (BuildSummary summary : summaries[thread]) {
          result.addBuildSummary(summary);
        }
      }
      return BUILDS * PROJECTS;
    };
  }
}
