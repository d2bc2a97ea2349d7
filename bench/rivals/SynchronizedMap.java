import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;

/**
 * Gets and puts in turns on a synchronized HashMap from threads that all use the same keys, which come on the standard
 * input, a line each. Prints the nanoseconds for one operation of all threads together, the median of several rounds.
 */
public final class SynchronizedMap {
  private static final int PASSES = 400;
  private static final int WARM_ROUNDS = 10;
  private static final int ROUNDS = 21;

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    Integer[] keys = new BufferedReader(new InputStreamReader(System.in))
        .lines().map(Integer::valueOf).toArray(Integer[]::new);
    Map<Integer, Integer> map = Collections.synchronizedMap(new HashMap<>());
    for (Integer key : keys) map.put(key, key);
    double[] figures = new double[ROUNDS];
    double[] times = new double[threads];
    CyclicBarrier barrier = new CyclicBarrier(threads);
    Thread[] workers = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int mine = t;
      workers[t] = new Thread(() -> {
        Integer[] order = keys.clone();
        Collections.shuffle(Arrays.asList(order), new Random(mine));
        try {
          for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
            barrier.await();
            times[mine] = run(map, order, round);
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
    System.out.println(figures[ROUNDS / 2]);
  }

  private static double together(double[] times) {
    double rate = 0;
    for (double time : times) rate += 1 / time;
    return 1 / rate;
  }

  /** Nanoseconds for one operation of this thread. */
  private static double run(Map<Integer, Integer> map, Integer[] order, int round) {
    long sum = 0;
    long start = System.nanoTime();
    for (int pass = 0; pass < PASSES; pass++) {
      for (int i = 0; i < order.length; i += 2) {
        sum += map.get(order[i]);
        map.put(order[i + 1], pass + round);
      }
    }
    long elapsed = System.nanoTime() - start;
    if (sum == 42) System.err.println(sum);
    return (double) elapsed / ((long) PASSES * order.length);
  }
}
