package io.memshare.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sends signals to processes that this JVM started, and kills the remaining processes when the JVM ends. Thread-safe.
 */
final class Processes {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "testkit-leftovers"));
    }

    private Processes() {}

    static Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            RUNNING.add(process);
            return process;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Kills the process, stopped or not, and waits until it has ended. */
    static void kill(Process process) {
        process.destroyForcibly();
        await("the end of process " + process.pid(), () -> !process.isAlive());
        RUNNING.remove(process);
    }

    /** Stops the process; none of its threads is running when this method returns. */
    static void stop(Process process) {
        signal(process, "STOP");
        await("process " + process.pid() + " to stop", () -> isStopped(process.pid()));
    }

    static void resume(Process process) {
        signal(process, "CONT");
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ex);
        }
    }

    private static void signal(Process process, String signal) {
        if (!process.isAlive()) {
            throw new IllegalStateException("process " + process.pid() + " is not running");
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int exit = kill.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + signal + " " + process.pid() + " ended with " + exit);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ex);
        }
    }

    private static boolean isStopped(long pid) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(tasks)) {
            return true; // no /proc: rely on the signal alone
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (!stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("T")) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException ex) {
            return false; // a thread has just ended: check again
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
