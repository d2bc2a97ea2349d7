import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;

/** What the process takes. */
final class Memory {
  private Memory() {}

  /** Of the heap: what is in use, garbage that is not collected yet included. */
  static long heapBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The most memory that the process had, as the kernel counts it; 0 where it does not tell. */
  static long peakRssBytes() {
    try {
      for (String line : Files.readAllLines(Paths.get("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    } catch (IOException none) {
      // Not every system has this file.
    }
    return 0;
  }
}
