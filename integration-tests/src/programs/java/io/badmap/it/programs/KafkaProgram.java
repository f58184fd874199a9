package io.badmap.it.programs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker with its controller in this JVM, and clients that send, are assigned and read. */
public final class KafkaProgram {
  private static final int RECORDS = 2_000;

  private KafkaProgram() {}

  /** Runs a broker with its logs in {@code args[1]}, sends and reads, and stops it. */
  public static void main(String[] args) throws Exception {
    int broker;
    int controller;
    // Both are held until both are known, so that they differ.
    try (ServerSocket first = new ServerSocket(0);
        ServerSocket second = new ServerSocket(0)) {
      broker = first.getLocalPort();
      controller = second.getLocalPort();
    }
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controller,
            "controller.listener.names", "CONTROLLER",
            "listeners",
                "PLAINTEXT://127.0.0.1:" + broker + ",CONTROLLER://127.0.0.1:" + controller,
            "log.dirs", args[1],
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "2",
            "group.initial.rebalance.delay.ms", "0",
            "num.partitions", "2"));
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setClusterId("badmap-badmap-badmap-ba")
        .setNodeId(1)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(args[1])
        .addDirectory(args[1])
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .run();
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    try {
      Crew.run(member -> sendAndRead("127.0.0.1:" + broker, "orders-" + member));
    } finally {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  private static String sendAndRead(String address, String topic) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address, "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(new ProducerRecord<>(topic, i % 2, "key-" + i, topic + " value-" + i));
      }
    }
    String[] values = new String[RECORDS];
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", address, "group.id", topic, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      for (int read = 0; read < RECORDS; ) {
        for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(100))) {
          values[Integer.parseInt(found.key().substring("key-".length()))] = found.value();
          read++;
        }
      }
      consumer.commitSync();
    }
    return String.join(" ", values);
  }
}
