package shop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Proxies by CGLIB, and a pool that outlives each test. */
@SpringJUnitConfig(SpringTest.Config.class)
class SpringTest {
  @Configuration
  @EnableAsync(proxyTargetClass = true)
  static class Config {
    @Bean
    Store store() {
      return new Store();
    }

    @Bean
    ThreadPoolTaskExecutor taskExecutor() {
      ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
      executor.setCorePoolSize(2);
      return executor;
    }
  }

  static class Store {
    private final Stock stock = new Stock(new Stock.Clock());

    @Async
    public Future<Integer> fill(String sku) {
      for (int i = 0; i < 100_000; i++) {
        stock.add(sku);
      }
      return CompletableFuture.completedFuture(1);
    }
  }

  @Autowired Store store;

  @Test
  void races() throws InterruptedException {
    Future<Integer> first = store.fill("a");
    Future<Integer> second = store.fill("b");
    try {
      first.get();
      second.get();
    } catch (ExecutionException e) {
      // Swallowed, as a caller does that has a default.
    }
  }

  @Test
  void rests() {}
}
