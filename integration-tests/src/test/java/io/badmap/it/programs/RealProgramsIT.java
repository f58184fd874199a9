package io.badmap.it.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Artifacts;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RealProgramsIT {
  private static final List<RealProgram> PROGRAMS =
      List.of(
          new RealProgram("javac", "", "JavacProgram"),
          new RealProgram("ecj", "org.eclipse.jdt:ecj:3.44.0", "EcjProgram"),
          new RealProgram(
              "scala-compiler", "org.scala-lang:scala-compiler:2.13.18", "ScalaProgram"),
          new RealProgram("groovy", "org.apache.groovy:groovy:5.0.2", "GroovyProgram"),
          new RealProgram("h2", "com.h2database:h2:2.4.240", "H2Program"),
          new RealProgram("lucene", "org.apache.lucene:lucene-core:9.12.3", "LuceneProgram"),
          new RealProgram(
              "jackson", "com.fasterxml.jackson.core:jackson-databind:2.22.1", "JacksonProgram"),
          new RealProgram(
              "jetty", "org.eclipse.jetty.ee10:jetty-ee10-servlet:12.1.13", "JettyProgram"),
          new RealProgram(
              "tomcat", "org.apache.tomcat.embed:tomcat-embed-core:11.0.14", "TomcatProgram"),
          new RealProgram("netty", "io.netty:netty-codec-http:4.2.8.Final", "NettyProgram"),
          new RealProgram(
              "spring", "org.springframework.boot:spring-boot-starter-web:3.5.8", "SpringProgram"),
          new RealProgram("kafka", "org.apache.kafka:kafka_2.13:4.1.1", "KafkaProgram"));

  private static final String BY_DEFAULT = "action=log,summary=true";

  /** Whatever watches for misuse, all at once. */
  private static final String ALL =
      BY_DEFAULT + ",watch=maps,lists,queues,breakloops=true,atomicity=on";

  @TempDir Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    Artifacts.resolve(
        PROGRAMS.stream()
            .map(RealProgram::artifact)
            .filter(artifact -> !artifact.isEmpty())
            .toList());
    for (RealProgram program : PROGRAMS) {
      program.compile();
    }
  }

  static Stream<Arguments> programsAndJdks() {
    List<Jdk> jdks = Jdks.all();
    return PROGRAMS.stream()
        .flatMap(program -> jdks.stream().map(jdk -> Arguments.of(program, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("programsAndJdks")
  void aCorrectProgramIsReportedOrSaysSomethingElse(RealProgram program, Jdk jdk) {
    JvmRun plain = program.run(Jvm.plain(jdk), folder.resolve("plain"));
    assertThat(plain.exitCode()).as(plain::told).isZero();
    assertThat(plain.stdout()).as(plain::told).contains("checksum");

    JvmRun guarded = program.run(Jvm.guarded(jdk, BY_DEFAULT), folder.resolve("guarded"));
    isUnharmed(guarded, plain);
    assertThat(guarded.stderr())
        .as(guarded::told)
        .containsPattern("badmap: watched [1-9]\\d* classes, .* 0 reported");

    // A check-then-act that another thread came in between is a finding: docs/real-code.md. A
    // lookup for one request of a server and a store for the next are none.
    JvmRun all = program.run(Jvm.guarded(jdk, ALL), folder.resolve("all"));
    isUnharmed(all, plain);
    assertThat(all.stderr())
        .as(all::told)
        .doesNotContain("\"Request.attributes\"")
        .containsPattern("badmap: watched [1-9]\\d* classes, .* interleaved check-then-acts, ");
  }

  private static void isUnharmed(JvmRun guarded, JvmRun plain) {
    assertThat(guarded.stderr()).as(guarded::told).doesNotContain("fatal error");
    assertThat(guarded.exitCode()).as(guarded::told).isZero();
    assertThat(guarded.stdout()).as(guarded::told).isEqualTo(plain.stdout());
  }
}
