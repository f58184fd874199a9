package io.badmap.it.programs;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot with its own configuration of a web application: started, asked, stopped. */
public final class SpringProgram {
  private SpringProgram() {}

  /** Starts the application on a free port. */
  public static void main(String[] args) throws Exception {
    System.setProperty("server.port", "0");
    System.setProperty("server.address", "127.0.0.1");
    System.setProperty("spring.main.banner-mode", "off");
    System.setProperty("spring.main.register-shutdown-hook", "false");
    System.setProperty("logging.level.root", "off");
    try (ConfigurableApplicationContext context = SpringApplication.run(Application.class)) {
      Crew.print(Arrays.toString(context.getBeanDefinitionNames()));
      Clients.ask(
          ((ServletWebServerApplicationContext) context).getWebServer().getPort(), "/order");
    }
  }

  /** What the application consists of. */
  @Configuration
  @EnableAutoConfiguration
  @EnableAsync
  public static class Application {
    /** Answers requests. */
    @Bean
    public Orders orders(Stock stock) {
      return new Orders(stock);
    }

    /** Works in threads of Spring's own. */
    @Bean
    public Stock stock() {
      return new Stock();
    }
  }

  /** Counts asynchronously. */
  public static class Stock {
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

    /** Takes one more for somebody. */
    @Async
    public CompletableFuture<Integer> take(String item) {
      return CompletableFuture.completedFuture(
          taken.computeIfAbsent(item, key -> new AtomicInteger()).incrementAndGet());
    }
  }

  /** Answers as JSON. */
  @RestController
  public static class Orders {
    private final Stock stock;

    Orders(Stock stock) {
      this.stock = stock;
    }

    /** Takes an item. */
    @GetMapping("/order")
    public CompletableFuture<Map<String, Object>> order(
        @RequestParam("member") int member,
        @RequestParam("item") int item,
        @RequestHeader("X-Customer") String customer) {
      return stock
          .take(member + "/" + item)
          .thenApply(count -> new TreeMap<>(Map.of("customer", customer, "count", count)));
    }
  }
}
