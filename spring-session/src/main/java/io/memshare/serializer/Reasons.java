package io.memshare.serializer;

import java.lang.reflect.Proxy;

/** Explains why a class is not allowed in a session, and how to fix that. */
final class Reasons {

    private Reasons() {}

    private static final String STORE_VALUES = " store the values that it was made from";

    /** Returns the reason, as the end of a sentence that starts with the name of the class. */
    static String refusal(Class<?> type) {
        String danger = DangerousTypes.reason(type);
        if (danger != null) {
            return "is never kept in a session, as it " + danger;
        }
        if (Proxy.isProxyClass(type)) {
            return "is a proxy with an interface that is not allowed in a session";
        }
        if (type.isHidden() || type.isSynthetic()) {
            return "is generated at run time, and other servers do not have the class:" + STORE_VALUES;
        }
        String name = type.getName();
        if (name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.")) {
            return "is no value that a session keeps: keep a copy of its contents, such as new ArrayList<>(..), or if"
                    + " it has to be, allow it with memshare.session.allowed-types=" + name;
        }
        if (name.contains("$$")) {
            return "is generated at run time, and other servers may not have the class:" + STORE_VALUES;
        }
        return "is not allowed in a session: allow it with memshare.session.allowed-types=" + name
                + (type.getPackageName().isEmpty()
                        ? ""
                        : ", or its package with memshare.session.allowed-packages=" + type.getPackageName());
    }
}
