package io.memshare.serializer.form;

/** The forms in which values are stored. Values in either form can always be read. */
public enum Serialization {

    /** Stores a value as JSON, by its fields, if that restores it exactly; otherwise in the Java form. */
    AUTO,

    /**
     * The same as {@link #AUTO}, for applications that depend on Jackson: without it, {@link #AUTO} stores every value
     * in the Java form, whereas this setting prevents the start.
     */
    JSON,

    /** Stores every value in the Java form: Java serialization behind an allow-list. */
    JDK
}
