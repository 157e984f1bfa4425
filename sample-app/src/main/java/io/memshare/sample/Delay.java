package io.memshare.sample;

import java.time.Duration;

/**
 * The pause of a request between reading the session and writing it, with which tests make requests overlap. Immutable.
 *
 * @param time not negative, at most ten seconds
 */
record Delay(Duration time) {

    private static final int LONGEST_MILLIS = 10_000;

    /**
     * Parses the parameter {@code delay}.
     *
     * @param millis a number of milliseconds
     * @throws InvalidInputException if it is not a whole number from 0 to 10000
     */
    static Delay parse(String millis) {
        int number;
        try {
            number = Integer.parseInt(millis);
        } catch (NumberFormatException ex) {
            number = -1;
        }
        if (number < 0 || number > LONGEST_MILLIS) {
            throw new InvalidInputException(
                    "delay is a whole number of milliseconds from 0 to " + LONGEST_MILLIS + ".");
        }
        return new Delay(Duration.ofMillis(number));
    }

    /** Waits. */
    void await() throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
