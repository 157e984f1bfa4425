package io.memshare.sample;

import java.util.regex.Pattern;

/**
 * The name of an attribute that a client may set and remove. Immutable.
 *
 * @param text 1 to 100 letters, digits, dots, underlines and hyphens
 */
record AttributeName(String text) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Names used by the framework: a client's text in such an attribute would make every later request fail. */
    private static final String FRAMEWORK = "org.springframework.";

    /**
     * Parses the name from the path.
     *
     * @throws InvalidInputException if it is not allowed
     */
    static AttributeName parse(String text) {
        if (!ALLOWED.matcher(text).matches()) {
            throw new InvalidInputException("The name is 1 to 100 characters of A-Z a-z 0-9 . _ - and no others.");
        }
        if (text.equals(VisitCounter.ATTRIBUTE)) {
            throw new InvalidInputException("'visit' is the counter: it is changed by a visit and by nothing else.");
        }
        if (text.startsWith(FRAMEWORK)) {
            throw new InvalidInputException("Names that begin with " + FRAMEWORK + " are the framework's own.");
        }
        return new AttributeName(text);
    }
}
