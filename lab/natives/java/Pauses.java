import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Collections of garbage from now on, as Java tells of them: in whole milliseconds. */
final class Pauses {
  /** The longest to wait for word of the last ones, which comes late. */
  private static final int MOST_WAIT_MS = 500;

  private final long begin = ManagementFactory.getRuntimeMXBean().getUptime();
  private final long countBefore = count();
  private final long timeBefore = time();
  private final List<long[]> pauses = new ArrayList<>();

  Pauses() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (!(bean instanceof NotificationEmitter)) continue;
      ((NotificationEmitter) bean).addNotificationListener((notification, handback) -> {
        String type = GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION;
        if (notification.getType().equals(type)) {
          add(GarbageCollectionNotificationInfo
              .from((CompositeData) notification.getUserData()).getGcInfo());
        }
      }, null, null);
    }
  }

  private synchronized void add(GcInfo info) {
    if (info.getStartTime() < begin) return;
    pauses.add(new long[] {info.getStartTime() - begin, info.getDuration()});
    notifyAll();
  }

  /** As a JSON object. */
  synchronized String end() throws InterruptedException {
    long count = count() - countBefore;
    long time = time() - timeBefore;
    long until = System.currentTimeMillis() + MOST_WAIT_MS;
    while (pauses.size() < count && System.currentTimeMillis() < until) wait(MOST_WAIT_MS);
    long longest = 0;
    StringBuilder each = new StringBuilder();
    for (long[] pause : pauses) {
      longest = Math.max(longest, pause[1]);
      each.append(each.length() > 0 ? "," : "").append("[" + pause[0] + "," + pause[1] + "]");
    }
    return "{\"count\":" + count + ",\"totalMs\":" + time + ",\"longestMs\":" + longest
        + ",\"pauses\":[" + each + "]}";
  }

  private static long count() {
    long sum = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      sum += Math.max(bean.getCollectionCount(), 0);
    }
    return sum;
  }

  private static long time() {
    long sum = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      sum += Math.max(bean.getCollectionTime(), 0);
    }
    return sum;
  }
}
