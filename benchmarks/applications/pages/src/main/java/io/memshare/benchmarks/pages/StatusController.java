package io.memshare.benchmarks.pages;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page without a session, and what the process says of itself. */
@RestController
class StatusController {

    @GetMapping("/page")
    String page() {
        return "page\n";
    }

    /**
     * Tells what the process has used.
     *
     * @param collect whether garbage is collected first
     */
    @GetMapping("/status")
    Map<String, Long> status(@RequestParam(defaultValue = "false") boolean collect) {
        if (collect) {
            System.gc();
        }
        Map<String, Long> status = new LinkedHashMap<>();
        status.put("allocated", allocated());
        status.put("threads", (long) ManagementFactory.getThreadMXBean().getThreadCount());
        status.put(
                "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            status.put("files", unix.getOpenFileDescriptorCount());
        }
        return status;
    }

    /** Returns the bytes that the threads which are alive have allocated. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
