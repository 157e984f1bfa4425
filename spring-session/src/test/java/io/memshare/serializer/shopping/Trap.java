package io.memshare.serializer.shopping;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it was made. Its package begins like an allowed one and is another. */
public class Trap implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final AtomicInteger MADE = new AtomicInteger();

    public String text = "";

    public Trap() {
        MADE.incrementAndGet();
    }

    private void readObject(ObjectInputStream in) throws java.io.IOException, ClassNotFoundException {
        MADE.incrementAndGet();
        in.defaultReadObject();
    }
}
