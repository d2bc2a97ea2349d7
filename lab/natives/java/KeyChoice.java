import java.util.function.IntSupplier;

/** Which key an operation is for: src/lab/workload/key-choice.ts. */
final class KeyChoice {
  /** A prime above the most keys that a workload has: popular keys do not lie side by side. */
  private static final long SPREAD = 15_485_863;

  private static final double THETA = 0.99;

  private KeyChoice() {}

  /** {@code newest} tells how many keys were ever inserted. */
  static IntSupplier of(Workload workload, Sfc32 random, IntSupplier newest) {
    int keys = workload.whole("keys");
    switch (workload.text("distribution")) {
      case "zipf": {
        IntSupplier rank = zipf(keys, random);
        return () -> spread(rank.getAsInt(), keys);
      }
      case "hot": {
        long wanted = Math.round(keys * workload.number("hot-keys") / 100);
        int size = (int) Math.max(Math.min(wanted, keys - 1), 1);
        double share = workload.number("hot-operations") / 100;
        return () -> size == keys || random.next() < share
            ? spread(random.below(size), keys)
            : spread(size + random.below(keys - size), keys);
      }
      case "latest": {
        IntSupplier age = zipf(keys, random);
        return () -> newest.getAsInt() - 1 - age.getAsInt();
      }
      default:
        return () -> random.below(keys);
    }
  }

  private static int spread(int rank, int keys) {
    return (int) (rank * SPREAD % keys);
  }

  /** Ranks by Zipf's law, after Gray et al. (1994): src/lab/workload/zipf.ts. */
  private static IntSupplier zipf(int items, Sfc32 random) {
    double firstTwo = zeta(2);
    double all = zeta(items);
    double alpha = 1 / (1 - THETA);
    double eta = (1 - Math.pow(2.0 / items, 1 - THETA)) / (1 - firstTwo / all);
    return () -> {
      double u = random.next();
      double share = u * all;
      if (share < 1) return 0;
      if (share < firstTwo) return 1;
      return (int) Math.min(items * Math.pow(eta * u - eta + 1, alpha), items - 1);
    };
  }

  private static double zeta(int items) {
    double sum = 0;
    for (int n = 1; n <= items; n++) sum += 1 / Math.pow(n, THETA);
    return sum;
  }
}
