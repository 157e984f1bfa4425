package io.memshare.session;

/**
 * The names of attributes in which memshare stores its own data of a session. Applications neither see nor set them.
 * They sort before nearly every name of an application, those of index markers first.
 */
final class HiddenAttributes {

    /** The seed of renewed ids. */
    static final String RENEWAL = "\u0000renewal";

    /** The description of a session for lists. */
    static final String DESCRIPTION = "\u0000session-description";

    /** Whether the cookie of a session outlives the browser. */
    static final String REMEMBERED = "\u0000remembered";

    private HiddenAttributes() {}

    static boolean isHidden(String name) {
        return !name.isEmpty()
                && name.charAt(0) == 0
                && (IndexMarker.isMarker(name)
                        || name.equals(RENEWAL)
                        || name.equals(DESCRIPTION)
                        || name.equals(REMEMBERED));
    }
}
