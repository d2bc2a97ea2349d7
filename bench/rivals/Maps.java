import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;

/**
 * Java's ConcurrentHashMap, from threads that all use the same keys: each in an order of its own, made before. Arguments
 * are what is done (int-get, string-get, string-set), keys, threads. Prints the nanoseconds for one
 * operation of all threads together, the median of several rounds.
 */
public final class Maps {
  private static final int WARM_ROUNDS = 10;
  private static final int ROUNDS = 9;
  /** Operations of a thread in a round. */
  private static final int OPERATIONS = 400_000;
  /** Values to be written in turn: a prime number of them, so that each pass writes others than the last. */
  private static final int VALUES = 4_093;

  /** One thread's passes over its keys. Returns something that depends on each operation. */
  private interface Loop {
    long run(int passes);
  }

  public static void main(String[] arguments) throws Exception {
    String what = arguments[0];
    int keys = Integer.parseInt(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    Loop[] loops = what.equals("int-get") ? intGets(keys, threads) : strings(what, keys, threads);
    long expected = what.equals("int-get") ? (long) keys * (keys - 1) / 2
        : what.equals("string-set") ? keys : keys * 32L;
    int passes = OPERATIONS / keys;
    double[] figures = new double[ROUNDS];
    double[] times = new double[threads];
    CyclicBarrier barrier = new CyclicBarrier(threads);
    Thread[] workers = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int mine = t;
      workers[t] = new Thread(() -> {
        try {
          for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
            barrier.await();
            long start = System.nanoTime();
            long sum = loops[mine].run(passes);
            times[mine] = System.nanoTime() - start;
            if (sum != expected * passes) throw new IllegalStateException("wrong answer: " + sum);
            barrier.await();
            if (mine == 0 && round >= 0) figures[round] = together(times);
          }
        } catch (Exception failure) {
          failure.printStackTrace();
          System.exit(1);
        }
      });
      workers[t].start();
    }
    for (Thread worker : workers) worker.join();
    Arrays.sort(figures);
    System.out.println(figures[ROUNDS / 2] / ((double) passes * keys));
  }

  /** Of what each thread needs for its passes: what all of them together need for one's. */
  private static double together(double[] times) {
    double rate = 0;
    for (double time : times) rate += 1 / time;
    return 1 / rate;
  }

  /** Keys are numbers, which become objects in the call, unless the compiler finds that they need not. */
  private static Loop[] intGets(int keys, int threads) {
    ConcurrentHashMap<Long, Long> map = new ConcurrentHashMap<>(keys);
    Long[] all = new Long[keys];
    for (int n = 0; n < keys; n++) {
      all[n] = (long) intKey(n);
      map.put(all[n], (long) n);
    }
    Loop[] loops = new Loop[threads];
    for (int t = 0; t < threads; t++) {
      long[] order = shuffled(all, t).stream().mapToLong(Long::longValue).toArray();
      loops[t] = passes -> {
        long sum = 0;
        for (int pass = 0; pass < passes; pass++) {
          for (long key : order) sum += map.get(key);
        }
        return sum;
      };
    }
    return loops;
  }

  private static Loop[] strings(String what, int keys, int threads) {
    ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>(keys);
    String[] all = new String[keys];
    for (int n = 0; n < keys; n++) {
      all[n] = fresh(String.format("user:%011d", intKey(n)));
      map.put(fresh(all[n]), value(n));
    }
    String[] values = new String[VALUES];
    for (int n = 0; n < VALUES; n++) values[n] = value(n);
    Loop[] loops = new Loop[threads];
    for (int t = 0; t < threads; t++) {
      String[] order = shuffled(all, t).toArray(new String[0]);
      loops[t] = what.equals("string-set") ? sets(map, order, values) : gets(map, order);
    }
    return loops;
  }

  private static Loop gets(ConcurrentHashMap<String, String> map, String[] order) {
    return passes -> {
      long characters = 0;
      for (int pass = 0; pass < passes; pass++) {
        for (String key : order) characters += map.get(key).length();
      }
      return characters;
    };
  }

  private static Loop sets(ConcurrentHashMap<String, String> map, String[] order, String[] values) {
    int[] next = {0};
    return passes -> {
      long done = 0;
      for (int pass = 0; pass < passes; pass++) {
        for (String key : order) {
          if (next[0] == VALUES) next[0] = 0;
          if (map.put(key, values[next[0]++]) != null) done++;
        }
      }
      return done;
    };
  }

  /** As bench/workload/keys.ts: distinct integers, spread over 30 bits. */
  private static int intKey(int n) {
    return n * 0x9e3779b1 & 0x3fffffff;
  }

  private static String value(int n) {
    String digits = Integer.toString(n);
    return fresh("v".repeat(32 - digits.length()) + digits);
  }

  private static String fresh(String text) {
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
  }

  private static <Item> List<Item> shuffled(Item[] all, int seed) {
    List<Item> order = Arrays.asList(all.clone());
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
