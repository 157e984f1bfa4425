package io.memshare.serializer.form;

/** The forms in which values are stored. Values in either form are always read. */
public enum Serialization {

    /** Each value by its fields, as JSON, if that restores it exactly; else in the Java form. */
    AUTO,

    /**
     * As {@link #AUTO}, for applications that rely on it: without Jackson, every value of {@link #AUTO} has the Java form, and
     * this does not start.
     */
    JSON,

    /** Every value in the Java form: Java serialization behind an allow-list. */
    JDK
}
