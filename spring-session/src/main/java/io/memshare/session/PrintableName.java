package io.memshare.session;

/** Makes names of session attributes fit for messages and logs: they are chosen by the application, and perhaps by its users. */
final class PrintableName {

    private static final int LONGEST = 200;

    private PrintableName() {}

    /** Returns a name as it may stand in a message or a log: on one line, in printable characters, and not too long. */
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
