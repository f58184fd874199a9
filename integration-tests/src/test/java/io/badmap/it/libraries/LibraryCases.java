package io.badmap.it.libraries;

import java.util.List;
import java.util.stream.Stream;

/** The releases that the tests run. */
final class LibraryCases {
  /** Maps and sets of the HashMap family. */
  static final List<LibraryCase> HASH_FAMILY =
      List.of(
          new LibraryCase(
              "indriya",
              "https://github.com/unitsofmeasurement/indriya/issues/371",
              "tech.units:indriya:2.1.3",
              "tech.units:indriya:2.1.4",
              "IndriyaPi",
              "tech.units.indriya.function.Calculus$Pi",
              "two writers: computeIfAbsent on a static HashMap"),
          new LibraryCase(
              "parquet-hadoop",
              "https://github.com/apache/parquet-java/issues/1812",
              "org.apache.parquet:parquet-hadoop:1.7.0",
              "org.apache.parquet:parquet-hadoop:1.8.0",
              "ParquetFooters",
              "org.apache.parquet.format.converter.ParquetMetadataConverter",
              "get then put on a HashMap that all readers of a JVM share"),
          new LibraryCase(
              "hutool-cache",
              "https://github.com/chinabugotech/hutool/issues/1895",
              "cn.hutool:hutool-cache:5.7.14",
              "cn.hutool:hutool-cache:5.7.15",
              "HutoolLruCache",
              "cn.hutool.cache.impl.AbstractCache",
              "get on an access-ordered LinkedHashMap under an optimistic read lock"),
          new LibraryCase(
              "jackson-databind",
              "https://github.com/FasterXML/jackson-databind/issues/503",
              "com.fasterxml.jackson.core:jackson-databind:2.4.1",
              "com.fasterxml.jackson.core:jackson-databind:2.4.2",
              "JacksonTypeCache",
              "com.fasterxml.jackson.databind.util.LRUMap",
              "get on a subclass of LinkedHashMap in access order, under a shared read lock"),
          new LibraryCase(
              "commons-jxpath",
              "https://issues.apache.org/jira/browse/JXPATH-152",
              "commons-jxpath:commons-jxpath:1.3",
              "commons-jxpath:commons-jxpath:1.4.0",
              "JxPathIntrospection",
              "org.apache.commons.jxpath.JXPathIntrospector",
              "reader and writer of a static HashMap"),
          new LibraryCase(
              "expiringmap",
              "https://github.com/jhalterman/expiringmap/pull/78",
              "net.jodah:expiringmap:0.5.10",
              "net.jodah:expiringmap:0.5.11",
              "ExpiringMapKeys",
              "net.jodah.expiringmap.ExpiringMap",
              "iteration of a LinkedHashMap without the lock its writer holds"),
          new LibraryCase(
              "jetty-ee10-annotations",
              "https://github.com/jetty/jetty.project/issues/13457",
              "org.eclipse.jetty.ee10:jetty-ee10-annotations:12.0.24",
              "org.eclipse.jetty.ee10:jetty-ee10-annotations:12.0.26",
              "JettyStartupClasses",
              "org.eclipse.jetty.ee10.annotations.AnnotationConfiguration"
                  + "$DiscoveredServletContainerInitializerHolder",
              "two writers of a HashSet"),
          new LibraryCase(
              "json-schema-validator",
              "https://github.com/networknt/json-schema-validator/issues/891",
              "com.networknt:json-schema-validator:1.0.87",
              "com.networknt:json-schema-validator:1.0.88",
              "NetworkntMetaSchemas",
              "com.networknt.schema.JsonSchemaFactory",
              "computeIfAbsent of a shared factory, with a slow mapping function"));

  /** Maps and sets that are none of the HashMap family. */
  static final List<LibraryCase> OTHER_MAPS =
      List.of(
          new LibraryCase(
              "expiringmap-sorted",
              "https://github.com/jhalterman/expiringmap/issues/55",
              "net.jodah:expiringmap:0.5.8",
              "net.jodah:expiringmap:0.5.9",
              "ExpiringMapSortedKeys",
              "net.jodah.expiringmap.ExpiringMap",
              "iteration of a TreeSet without the lock its writer holds"),
          new LibraryCase(
              "maven-core",
              "https://github.com/apache/maven/issues/6611",
              "org.apache.maven:maven-core:3.2.5",
              "org.apache.maven:maven-core:3.3.9",
              "MavenBuildSummaries",
              "org.apache.maven.execution.DefaultMavenExecutionResult",
              "two writers of an IdentityHashMap"),
          new LibraryCase(
              "fory-core",
              "https://github.com/apache/fory/issues/2367",
              "org.apache.fory:fory-core:0.11.0",
              "org.apache.fory:fory-core:0.11.2",
              "ForyAccessibility",
              "org.apache.fory.codegen.CodeGenerator",
              "reader and writer of a static WeakHashMap"),
          new LibraryCase(
              "spoon-core",
              "https://github.com/INRIA/spoon/pull/3736",
              "fr.inria.gforge.spoon:spoon-core:8.3.0",
              "fr.inria.gforge.spoon:spoon-core:8.4.0",
              "SpoonTypes",
              "spoon.support.util.ModelSet",
              "two writers of a TreeSet with a comparator of the library"),
          new LibraryCase(
              "datanucleus-rdbms",
              "https://github.com/datanucleus/datanucleus-rdbms/pull/359",
              "org.datanucleus:datanucleus-rdbms:5.2.5 org.datanucleus:datanucleus-core:5.2.5",
              "org.datanucleus:datanucleus-rdbms:5.2.6 org.datanucleus:datanucleus-core:5.2.5",
              "DatanucleusIdentifiers",
              "org.datanucleus.store.rdbms.identifier.AbstractIdentifierFactory",
              "get and put on a WeakHashMap that all queries of a store share"),
          new LibraryCase(
              "jscep",
              "https://github.com/seize-the-dave/jscep/issues/37",
              "com.google.code.jscep:jscep:2.0.1",
              "com.google.code.jscep:jscep:2.4.0",
              "JscepInspectors",
              "org.jscep.client.inspect.DefaultCertStoreInspectorFactory",
              "get then put on a static WeakHashMap whose keys come and go"),
          new LibraryCase(
              "wro4j-core",
              "https://github.com/wro4j/wro4j/issues/740",
              "ro.isdc.wro4j:wro4j-core:1.6.3 javax.servlet:javax.servlet-api:3.0.1",
              "ro.isdc.wro4j:wro4j-core:1.7.0 javax.servlet:javax.servlet-api:3.0.1",
              "Wro4jInjections",
              "ro.isdc.wro.model.group.processor.Injector",
              "two writers of a WeakHashMap, and a containsKey that expunges"),
          new LibraryCase(
              "ical4j",
              "https://github.com/ical4j/ical4j/pull/101",
              "org.mnode.ical4j:ical4j:2.0.0",
              "org.mnode.ical4j:ical4j:2.0.2",
              "Ical4jDates",
              "net.fortuna.ical4j.model.DateTime",
              "a WeakHashMap by thread, meant to spare a lock"),
          new LibraryCase(
              "commons-beanutils",
              "https://github.com/alibaba/arthas/issues/1709",
              "commons-beanutils:commons-beanutils:1.7.0",
              "commons-beanutils:commons-beanutils:1.8.3",
              "BeanUtilsMethods",
              "org.apache.commons.beanutils.MethodUtils",
              "reader and writer of a static WeakHashMap"));

  private LibraryCases() {}

  /** Every case. */
  static List<LibraryCase> all() {
    return Stream.concat(HASH_FAMILY.stream(), OTHER_MAPS.stream()).toList();
  }
}
