package io.memshare.autoconfigure;

import io.memshare.seal.KeyRing;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The keys of a {@link KeyLocation}, read again every second. Invalid keys are reported once and have no other effect.
 * Safe for use by several threads.
 */
final class ReloadedKeys implements Supplier<KeyRing>, AutoCloseable {

    private static final Log LOG = LogFactory.getLog(ReloadedKeys.class);
    private static final int SECONDS = 1;

    private final KeyLocation location;
    private final ScheduledExecutorService timer;
    private volatile KeyRing ring;
    /** Used by the timer only. */
    private String reported = "";

    private ReloadedKeys(KeyLocation location, ScheduledExecutorService timer) {
        this.location = location;
        this.timer = timer;
        this.ring = location.read().ring();
    }

    /**
     * Reads the keys and starts to watch them.
     *
     * @throws InvalidMemsharePropertyException if they are invalid
     */
    static ReloadedKeys start(KeyLocation location) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "memshare-keys");
            daemon.setDaemon(true);
            return daemon;
        });
        try {
            ReloadedKeys keys = new ReloadedKeys(location, timer);
            var unused = timer.scheduleWithFixedDelay(keys::reload, SECONDS, SECONDS, TimeUnit.SECONDS);
            return keys;
        } catch (RuntimeException ex) {
            timer.shutdownNow();
            throw ex;
        }
    }

    /** Reads the keys again. */
    void reload() {
        try {
            KeyRing read = location.read().ring();
            reported = "";
            if (!read.equals(ring)) {
                ring = read;
                LOG.info("The keys of memshare.encryption.key-location have changed: "
                        + read.keys().size() + " open, the first one seals");
            }
        } catch (InvalidMemsharePropertyException ex) {
            if (!reported.equals(ex.reason())) {
                reported = ex.reason();
                LOG.warn("The keys of memshare.encryption.key-location cannot be used, the former ones still are: "
                        + ex.reason());
            }
        }
    }

    @Override
    public KeyRing get() {
        return ring;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
