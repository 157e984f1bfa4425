package io.memshare.acceptance.kinds;

/**
 * A kind of value that an application may keep in its session.
 *
 * @param name what it is, unique
 * @param maker makes an example; two examples are alike, also in different JVMs
 */
record Kind(String name, Maker maker) {

    /** Makes an example. */
    interface Maker {
        Object make() throws Exception;
    }

    Object make() {
        try {
            return maker.make();
        } catch (Exception ex) {
            throw new IllegalStateException("the kind '" + name + "' cannot be made", ex);
        }
    }
}
