/** Nanoseconds in buckets that are 1/1024 of their values wide at most: three digits, as an HDR histogram has them. */
final class Histogram {
  private static final int EXACT_BITS = 11;
  private static final int EXACT = 1 << EXACT_BITS;
  private static final int HALF = EXACT / 2;

  private final long[] counts = new long[EXACT + (63 - EXACT_BITS) * HALF];
  private long total;
  private long max;

  void record(long ns) {
    long value = Math.max(ns, 1);
    counts[bucketOf(value)]++;
    total++;
    max = Math.max(max, value);
  }

  void add(Histogram other) {
    for (int at = 0; at < counts.length; at++) counts[at] += other.counts[at];
    total += other.total;
    max = Math.max(max, other.max);
  }

  long max() {
    return max;
  }

  /** The values below 2048 one by one, then each power of two in 1024 parts. */
  private static int bucketOf(long ns) {
    if (ns < EXACT) return (int) ns;
    int shift = 64 - Long.numberOfLeadingZeros(ns) - EXACT_BITS;
    return shift * HALF + (int) (ns >> shift);
  }

  /** The largest value of a bucket. */
  private static long endOf(int bucket) {
    if (bucket < EXACT) return bucket;
    int shift = bucket / HALF - 1;
    return ((long) (bucket - shift * HALF + 1) << shift) - 1;
  }

  /** The value that so many percent of all do not exceed. */
  long percentile(double percent) {
    long wanted = Math.max((long) (percent / 100 * total + 0.5), 1);
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) return Math.min(endOf(bucket), max);
    }
    return max;
  }

  /** [percent, ns], from 0 to 100, closer and closer: each step goes half of the way that is left. */
  String distribution() {
    if (total == 0) return "[]";
    StringBuilder points = new StringBuilder("[");
    for (double left = 100; left * total >= 100; left /= 2) {
      points.append("[").append(100 - left).append(",").append(percentile(100 - left)).append("],");
    }
    return points.append("[100,").append(max).append("]]").toString();
  }
}
