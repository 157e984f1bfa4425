package io.memshare.session;

/**
 * Makes names of session attributes safe for messages and logs. The application chooses the names, possibly from input
 * of its users.
 */
final class PrintableName {

    private static final int LONGEST = 200;

    private PrintableName() {}

    /** Returns a name in a form that is safe for a message or a log: on a single line, printable and not too long. */
    static String of(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length() && text.length() < LONGEST; i++) {
            char each = name.charAt(i);
            if (each < ' ' || each == '\\' || (each >= 0x7F && !Character.isLetterOrDigit(each))) {
                text.append(String.format("\\u%04x", (int) each));
            } else {
                text.append(each);
            }
        }
        return text.length() < LONGEST ? text.toString() : text.append("...").toString();
    }
}
